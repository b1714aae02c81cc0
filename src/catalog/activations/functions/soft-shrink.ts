import type { ActivationFunction } from './define.ts';

/** Keras' default for the half width of the flat part. */
const THRESHOLD = 0.5;

export const softShrink: ActivationFunction = {
  name: 'soft_shrink',
  formula: 'f(x) = x − ½ for x > ½, x + ½ for x < −½, 0 otherwise',
  help: 'Takes ½ away from the size of every value, and what is smaller becomes zero: small noise disappears and many outputs are exactly 0. Between −½ and ½ its slope is zero, so a unit that stays there stops learning.',
  f: (x) => x - Math.min(Math.max(-THRESHOLD, x), THRESHOLD),
  df: (x) => (Math.abs(x) > THRESHOLD ? 1 : 0),
  apply: (tf, x) => tf.sub(x, tf.clipByValue(x, -THRESHOLD, THRESHOLD)),
  canDie: true,
  values: [-Infinity, Infinity],
};
