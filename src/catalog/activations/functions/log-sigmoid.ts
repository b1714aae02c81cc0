import type { ActivationFunction } from './define.ts';
import { logistic } from './sigmoid.ts';
import { logOnePlusExp } from './softplus.ts';

export const logSigmoid: ActivationFunction = {
  name: 'log_sigmoid',
  formula: 'f(x) = ln(1/(1 + e⁻ˣ))',
  help: 'The logarithm of a sigmoid: always negative, close to x on the left and close to zero on the right. For outputs that are read as the logarithm of a probability. In a hidden layer it learns little from large inputs, where it runs flat.',
  f: (x) => -logOnePlusExp(-x),
  df: (x) => logistic(-x),
  // tf.logSigmoid forgets to keep x for its gradient.
  apply: (tf, x) => tf.neg(tf.softplus(tf.neg(x))),
  range: [null, 0],
  values: [-Infinity, 0],
};
