/* Nesterov momentum in the form of Sutskever and others, 2013, as in Keras 3. */
import { flag, real } from '../params.ts';
import { defineRule, optimizerParams, optimizerParts } from './common.ts';

export const sgd = defineRule({
  type: 'SGD',
  category: 'Optimizers',
  keras: { module: 'keras.optimizers' },
  summary: 'A step straight downhill, optionally with momentum.',
  description:
    'Moves every weight against its gradient, measured on one batch at a time. All weights share one step size, so in a ravine (steep across, flat along) it zigzags between the walls and creeps along the floor, and near a saddle it almost stops. Momentum lets it roll like a ball: pushes that agree add up and those that alternate cancel out; 0.9 is a usual value, and the steps then grow to about ten times as long. Nesterov measures as if the roll had already happened, which damps overshooting.',
  formula: 'v = μ·v − lr·g;  w += v   (Nesterov: w += μ·v − lr·g;  μ = 0: w −= lr·g)',
  keywords: ['stochastic gradient descent', 'momentum', 'nesterov'],
  ...optimizerParts,
  params: {
    ...optimizerParams(0.01),
    momentum: real(0, {
      min: 0,
      max: 1,
      step: 0.05,
      help: 'The share of the previous step that is taken again: 0 is plain descent, 0.9 rolls far.',
    }),
    nesterov: flag(false, { help: 'Looks ahead along the roll before it corrects. Has an effect only with momentum.' }),
  },
  card: ['momentum', 'nesterov'],
  scope: 'element',
  slotWords: {
    momentum: 'The roll: the last step, faded, is taken again together with the new one.',
  },
  slots: ({ momentum }): Readonly<Record<string, number>> => (momentum > 0 ? { momentum: 0 } : {}),
  update(tf, { momentum, nesterov }, weight, gradient, { momentum: velocity }, { learning_rate: lr }) {
    const push = tf.mul(gradient, lr);
    if (velocity === undefined) return { weight: tf.sub(weight, push), slots: {} };
    // The velocity holds the learning rate, so a change of it acts on new gradients only.
    const next = tf.sub(tf.mul(velocity, momentum), push);
    const step = nesterov ? tf.sub(tf.mul(next, momentum), push) : next;
    return { weight: tf.add(weight, step), slots: { momentum: next } };
  },
});
