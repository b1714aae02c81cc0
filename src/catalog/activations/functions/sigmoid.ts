import type { ActivationFunction } from './define.ts';

/** 1/(1 + e⁻ˣ); for very negative x the exponential becomes infinite and the result rightly 0. */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

export const sigmoid: ActivationFunction = {
  name: 'sigmoid',
  formula: 'f(x) = 1/(1 + e⁻ˣ)',
  help: 'Squeezes any number into 0 to 1, so that an output can be read as a probability of yes. In hidden layers it makes gradients vanish: its slope is at most ¼ and almost nothing at both ends.',
  f: logistic,
  df: (x) => logistic(x) * logistic(-x),
  apply: (tf, x) => tf.sigmoid(x),
  values: [0, 1],
  range: [0, 1],
};
