import type { ActivationFunction } from './define.ts';

/** Keras' default for b, which sets how wide the bend at zero is. */
const B = 4;

const root = (x: number) => Math.sqrt(x * x + B);
/** On the left the root almost cancels x, so the same number is written there without a difference. */
const curve = (x: number) => (x < 0 ? B / 2 / (root(x) - x) : (x + root(x)) / 2);

export const squareplus: ActivationFunction = {
  name: 'squareplus',
  formula: 'f(x) = ½(x + √(x² + 4))',
  help: 'A rounded ReLU that is never quite zero, like softplus, but made with a root instead of an exponential. It comes closer to zero only slowly on the negative side, so gradients fade gently there.',
  f: curve,
  df: (x) => curve(x) / root(x),
  apply(tf, x) {
    const roots = tf.sqrt(tf.add(tf.square(x), B));
    const left = tf.div(B / 2, tf.sub(roots, tf.minimum(x, 0)));
    const right = tf.mul(tf.add(x, roots), 0.5);
    return tf.where(tf.greaterEqual(x, 0), right, left);
  },
  range: [0, null],
  values: [0, Infinity],
};
