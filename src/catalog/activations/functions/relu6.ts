import type { ActivationFunction } from './define.ts';

export const relu6: ActivationFunction = {
  name: 'relu6',
  formula: 'f(x) = min(max(0, x), 6)',
  help: 'A ReLU that stops at 6, made for networks that run in low precision on phones. A unit can die at zero as with ReLU, and it also stops learning above 6.',
  f: (x) => Math.min(Math.max(0, x), 6),
  df: (x) => (x > 0 && x <= 6 ? 1 : 0),
  apply: (tf, x) => tf.relu6(x),
  values: [0, 6],
  range: [null, 6],
  canDie: true,
};
