import type { ActivationFunction } from './define.ts';

export const sparsePlus: ActivationFunction = {
  name: 'sparse_plus',
  formula: 'f(x) = 0 for x ≤ −1, ¼(x + 1)² for −1 < x < 1, x for x ≥ 1',
  help: 'A ReLU whose corner is rounded by a piece of a parabola, between −1 and 1. Unlike softplus it is exactly zero below −1, which keeps many outputs at 0; a unit whose inputs all lie there stops learning.',
  f: (x) => (x < 1 ? Math.max(0, x + 1) ** 2 / 4 : x),
  df: (x) => Math.min(Math.max(0, (x + 1) / 2), 1),
  // The parabola up to 1, and from there on the rest of the way.
  apply: (tf, x) => tf.add(tf.mul(tf.square(tf.add(tf.clipByValue(x, -1, 1), 1)), 0.25), tf.relu(tf.sub(x, 1))),
  canDie: true,
  values: [0, Infinity],
};
