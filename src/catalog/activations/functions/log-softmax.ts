import type { ActivationFunction } from './define.ts';
import { logSigmoid } from './log-sigmoid.ts';

/** Along the last axis. Against a single zero it is the logarithm of the sigmoid. */
export const logSoftmax: ActivationFunction = {
  name: 'log_softmax',
  formula: 'f(x)ᵢ = xᵢ − log Σⱼ e^xⱼ',
  help: 'The logarithm of softmax, computed without going through the probabilities, so that nothing rounds to zero. Its values are logarithms and not probabilities: a cross-entropy does not read them.',
  rowwise: true,
  f: logSigmoid.f,
  df: logSigmoid.df,
  apply(tf, x) {
    const shifted = tf.sub(x, tf.max(x, -1, true));
    return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)));
  },
  values: [-Infinity, 0],
};
