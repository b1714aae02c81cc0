import type { ActivationFunction } from './define.ts';

export const hardTanh: ActivationFunction = {
  name: 'hard_tanh',
  formula: 'f(x) = min(max(x, −1), 1)',
  help: 'A tanh made of three straight lines, cheap to compute. Between −1 and 1 it changes nothing; beyond, its slope is exactly zero, so a unit whose inputs all lie there stops learning.',
  f: (x) => Math.min(Math.max(-1, x), 1),
  df: (x) => (x >= -1 && x <= 1 ? 1 : 0),
  apply: (tf, x) => tf.clipByValue(x, -1, 1),
  range: [-1, 1],
  values: [-1, 1],
};
