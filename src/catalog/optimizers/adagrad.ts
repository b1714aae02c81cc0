/* Duchi, Hazan and Singer, 2011. As in Keras 3 the sum does not start at zero, and epsilon stands inside the root. */
import { real } from '../params.ts';
import { defineRule, epsilonParam, optimizerParams, optimizerParts } from './common.ts';

export const adagrad = defineRule({
  type: 'Adagrad',
  category: 'Optimizers',
  keras: { module: 'keras.optimizers' },
  summary: 'Weights that have moved much take ever smaller steps.',
  description:
    'Adds up the squares of all past gradients of each weight and divides its step by the root of the sum. Weights that rarely get a push keep large steps, which helps with rare features, and a ravine is crossed evenly in both directions. The sum only ever grows, so every step gets smaller: on long runs it can come to a standstill before it arrives. The default learning rate of 0.001 is small for this rule; 0.1 is worth a try.',
  formula: 'a += g²;  w −= lr·g/√(a + ε)',
  keywords: ['adaptive gradient'],
  ...optimizerParts,
  params: {
    ...optimizerParams(0.001),
    initial_accumulator_value: real(0.1, {
      min: 0,
      max: 1e6,
      step: 0.1,
      help: 'What the sum starts from. A larger value makes the first steps smaller.',
    }),
    epsilon: epsilonParam,
  },
  card: ['initial_accumulator_value'],
  scope: 'element',
  slotWords: {
    accumulator: 'The sum of all squared gradients so far. It only grows, so steps only become smaller.',
  },
  slots: ({ initial_accumulator_value }) => ({ accumulator: initial_accumulator_value }),
  update(tf, { epsilon }, weight, gradient, { accumulator }, { learning_rate: lr }) {
    if (accumulator === undefined) throw new Error('Adagrad was called without its slot');
    const next = tf.add(accumulator, tf.square(gradient));
    const step = tf.div(tf.mul(gradient, lr), tf.sqrt(tf.add(next, epsilon)));
    return { weight: tf.sub(weight, step), slots: { accumulator: next } };
  },
});
