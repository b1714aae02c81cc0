import type { ActivationFunction } from './define.ts';

export const sparseSigmoid: ActivationFunction = {
  name: 'sparse_sigmoid',
  formula: 'f(x) = min(max(½x + ½, 0), 1)',
  help: 'A sigmoid made of one steep line between two flat ends, so that many outputs are exactly 0 or 1. Below −1 and above 1 its slope is exactly zero, so a unit that ends up there stops learning. hard_sigmoid is gentler.',
  f: (x) => Math.min(Math.max(0, (x + 1) / 2), 1),
  df: (x) => (x >= -1 && x <= 1 ? 0.5 : 0),
  apply: (tf, x) => tf.mul(tf.add(tf.clipByValue(x, -1, 1), 1), 0.5),
  range: [0, 1],
  canDie: true,
  values: [0, 1],
};
