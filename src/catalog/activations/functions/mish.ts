import type { ActivationFunction } from './define.ts';
import { logistic } from './sigmoid.ts';
import { logOnePlusExp } from './softplus.ts';

export const mish: ActivationFunction = {
  name: 'mish',
  formula: 'f(x) = x·tanh(softplus(x))',
  help: 'A smooth curve very close to silu, used in some image networks. Slower than ReLU, and seldom enough better to notice in a small network.',
  f: (x) => x * Math.tanh(logOnePlusExp(x)),
  df: (x) => {
    const gate = Math.tanh(logOnePlusExp(x));
    return gate + x * (1 - gate * gate) * logistic(x);
  },
  apply: (tf, x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  // It turns at x ≈ −1.1925.
  values: [-0.308844, Infinity],
};
