import type { ActivationFunction } from './define.ts';

/** Keras' default for the half width of the flat part. */
const THRESHOLD = 0.5;

export const hardShrink: ActivationFunction = {
  name: 'hard_shrink',
  formula: 'f(x) = x for |x| > ½, 0 otherwise',
  help: 'Sets values between −½ and ½ to zero and leaves the rest as it is. The curve jumps at ±½, which can make learning restless; soft_shrink has no jump. A unit that stays between −½ and ½ stops learning.',
  f: (x) => (Math.abs(x) > THRESHOLD ? x : 0),
  df: (x) => (Math.abs(x) > THRESHOLD ? 1 : 0),
  apply: (tf, x) => tf.mul(x, tf.step(tf.sub(tf.abs(x), THRESHOLD))),
  canDie: true,
  values: [-Infinity, Infinity],
};
