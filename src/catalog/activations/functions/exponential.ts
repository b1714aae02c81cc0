import type { ActivationFunction } from './define.ts';

export const exponential: ActivationFunction = {
  name: 'exponential',
  formula: 'f(x) = eˣ',
  help: 'Always positive and growing very fast: for outputs that are rates or counts. In a hidden layer it soon explodes; above x ≈ 88 the result is too large for the numbers the network computes with.',
  f: (x) => Math.exp(x),
  df: (x) => Math.exp(x),
  apply: (tf, x) => tf.exp(x),
  values: [0, Infinity],
  range: [0, null],
};
