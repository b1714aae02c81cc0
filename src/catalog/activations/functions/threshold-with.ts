import type { ActivationFunction } from './define.ts';

interface Threshold {
  readonly threshold: number;
  readonly default_value: number;
}

/** The identity above a threshold, one fixed value up to it. */
export const thresholdWith = ({ threshold, default_value: fallback }: Threshold): ActivationFunction => ({
  name: 'threshold',
  formula: `f(x) = x for x > ${threshold}, ${fallback} otherwise`,
  help: 'Values above the threshold pass unchanged, all others become one fixed value. The curve jumps unless both are the same, and below the threshold nothing is learned.',
  f: (x) => (x > threshold ? x : fallback),
  df: (x) => (x > threshold ? 1 : 0),
  apply(tf, x) {
    // A comparison has no gradient in tfjs; a step has one, which is 0.
    const above = tf.step(tf.sub(x, threshold));
    const passed = tf.mul(x, above);
    return fallback === 0 ? passed : tf.add(passed, tf.mul(tf.sub(1, above), fallback));
  },
  values: [Math.min(threshold, fallback), Infinity],
  canDie: true,
});
