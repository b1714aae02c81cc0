import type { ActivationFunction } from './define.ts';

export const softsign: ActivationFunction = {
  name: 'softsign',
  formula: 'f(x) = x/(1 + |x|)',
  help: 'Squeezes any number into −1 to 1 like tanh, but approaches the ends more slowly, so gradients fade less abruptly. Rarely used today.',
  f: (x) => x / (1 + Math.abs(x)),
  df: (x) => 1 / (1 + Math.abs(x)) ** 2,
  apply: (tf, x) => tf.div(x, tf.add(tf.abs(x), 1)),
  values: [-1, 1],
  range: [-1, 1],
};
