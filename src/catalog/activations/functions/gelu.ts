import type { ActivationFunction } from './define.ts';
import { erfc } from './erf.ts';

/** Φ(x): how much of a standard normal lies below x. */
const below = (x: number) => 0.5 * erfc(-x * Math.SQRT1_2);

/** Hendrycks and Gimpel, 2016. Keras' default, the exact form; the tanh approximation differs from it by up to 0.0005. */
export const gelu: ActivationFunction = {
  name: 'gelu',
  formula: 'f(x) = x·Φ(x) = ½x·(1 + erf(x/√2))',
  help: 'A smooth relative of ReLU: each value is weighted by the chance that a normal random number lies below it. Common in language models; it dips slightly below zero and costs more to compute.',
  f: (x) => x * below(x),
  df: (x) => below(x) + (x * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI),
  apply: (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  // It turns at x ≈ −0.7518.
  values: [-0.169971, Infinity],
};
