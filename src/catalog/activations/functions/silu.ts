import type { ActivationFunction } from './define.ts';
import { logistic } from './sigmoid.ts';

export const silu: ActivationFunction = {
  name: 'silu',
  formula: 'f(x) = x·sigmoid(x)',
  help: 'Also called swish. A smooth ReLU that dips slightly below zero and then fades out on the negative side; often a little better than ReLU in deep networks, at the price of more computing.',
  f: (x) => x * logistic(x),
  df: (x) => logistic(x) * (1 + x * logistic(-x)),
  apply: (tf, x) => tf.mul(x, tf.sigmoid(x)),
  // It turns at x ≈ −1.2785.
  values: [-0.278465, Infinity],
};
