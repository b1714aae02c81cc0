/* Zeiler, 2012, with the learning rate that Keras multiplies each step by (0.001); the paper has none, which is 1. */
import { real } from '../params.ts';
import { defineRule, epsilonParam, optimizerParams, optimizerParts } from './common.ts';

export const adadelta = defineRule({
  type: 'Adadelta',
  category: 'Optimizers',
  keras: { module: 'keras.optimizers' },
  summary: 'Steps as long as the recent steps were, whatever the scale of the gradient.',
  description:
    'Like RMSprop it divides the gradient by its recent size, and then multiplies by the recent size of its own steps, so that a step has the unit of the weight and no learning rate is needed in theory. It begins with tiny steps and takes a while to get going. The authors used a learning rate of 1; the default of 0.001 is a thousandth of that and learns very slowly, so raise it to 1 first.',
  formula: 'G = ρ·G + (1−ρ)·g²;  d = −√(D + ε)/√(G + ε)·g;  D = ρ·D + (1−ρ)·d²;  w += lr·d',
  keywords: ['adaptive', 'without learning rate'],
  ...optimizerParts,
  params: {
    ...optimizerParams(0.001),
    rho: real(0.95, {
      min: 0,
      max: 1,
      step: 0.01,
      help: 'How long both running means remember.',
    }),
    epsilon: epsilonParam,
  },
  card: ['rho'],
  scope: 'element',
  slotWords: {
    accumulated_grad: 'A fading average of the squared gradients: how large they have been lately.',
    accumulated_delta_var: 'A fading average of the squared changes: how far the weight has moved lately.',
  },
  slots: () => ({ accumulated_grad: 0, accumulated_delta_var: 0 }),
  kerasSlots: () => [['accumulated_grad', 'accumulated_delta_var']],
  update(tf, { rho, epsilon }, weight, gradient, slots, { learning_rate: lr }) {
    const { accumulated_grad: sizes, accumulated_delta_var: steps } = slots;
    if (sizes === undefined || steps === undefined) throw new Error('Adadelta was called without its slots');
    const nextSizes = tf.add(tf.mul(sizes, rho), tf.mul(tf.square(gradient), 1 - rho));
    // The steps before this one over the gradients with this one: tfjs' own rule takes the old gradients.
    const ratio = tf.div(tf.sqrt(tf.add(steps, epsilon)), tf.sqrt(tf.add(nextSizes, epsilon)));
    const step = tf.mul(ratio, gradient);
    const nextSteps = tf.add(tf.mul(steps, rho), tf.mul(tf.square(step), 1 - rho));
    return {
      weight: tf.sub(weight, tf.mul(step, lr)),
      slots: { accumulated_grad: nextSizes, accumulated_delta_var: nextSteps },
    };
  },
});
