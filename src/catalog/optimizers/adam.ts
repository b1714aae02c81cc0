import { defineOptimizer } from '../define/index.ts';
import { flag, real } from '../params.ts';
import { epsilonParam, optimizerParams, optimizerParts } from './common.ts';

export const adam = defineOptimizer({
  type: 'Adam',
  category: 'Optimizers',
  rank: 40,
  keras: { module: 'keras.optimizers' },
  summary: 'Momentum plus a step size of its own for every weight.',
  description:
    'Keeps a running mean of the gradient (where to go) and of its square (how bumpy it is) and divides one by the root of the other. Both means start at zero and are too small at first; the factor with the powers of β makes up for that. Works well without much tuning, which makes it a good first choice. A step is about as long as the learning rate whatever the size of the gradient, so if the loss trembles at the end, lower the learning rate or wire a schedule.',
  formula: 'm += (1−β₁)(g−m);  v += (1−β₂)(g²−v);  w −= lr·√(1−β₂ᵗ)/(1−β₁ᵗ) · m/(√v + ε)',
  firstChoice: true,
  keywords: ['adaptive moment', 'amsgrad'],
  ...optimizerParts,
  params: {
    ...optimizerParams(0.001),
    beta_1: real(0.9, {
      min: 0,
      max: 0.999999,
      step: 0.01,
      help: 'How long the running mean of the gradient remembers.',
    }),
    beta_2: real(0.999, {
      min: 0,
      max: 0.999999,
      step: 0.001,
      help: 'How long the running mean of the squared gradient remembers.',
    }),
    epsilon: epsilonParam,
    amsgrad: flag(false, { advanced: true, help: 'Divides by the largest v so far instead of the present one.' }),
  },
  card: ['beta_1', 'beta_2'],
  scope: 'element',
  slots: ({ amsgrad }): Readonly<Record<string, number>> => ({
    momentum: 0,
    velocity: 0,
    ...(amsgrad ? { velocity_hat: 0 } : {}),
  }),
  // "Epsilon hat": the correction of both means goes into the rate, as in Keras.
  rates: ({ beta_1, beta_2 }, learningRate, t) => ({
    corrected: (learningRate * Math.sqrt(1 - beta_2 ** t)) / (1 - beta_1 ** t),
  }),
  update(
    tf,
    { beta_1, beta_2, epsilon },
    weight,
    gradient,
    { momentum: m, velocity: v, velocity_hat: largest },
    { corrected },
  ) {
    if (m === undefined || v === undefined || corrected === undefined)
      throw new Error('Adam was called without its slots or rates');
    const nextM = tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta_1));
    const nextV = tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta_2));
    const nextLargest = largest === undefined ? undefined : tf.maximum(largest, nextV);
    const step = tf.div(tf.mul(nextM, corrected), tf.add(tf.sqrt(nextLargest ?? nextV), epsilon));
    return {
      weight: tf.sub(weight, step),
      slots: { momentum: nextM, velocity: nextV, ...(nextLargest === undefined ? {} : { velocity_hat: nextLargest }) },
    };
  },
});
