import type { ActivationFunction } from './define.ts';

/** Clevert, Unterthiner and Hochreiter, 2016. */
export const eluWith = (alpha: number): ActivationFunction => ({
  name: 'elu',
  formula: `f(x) = x for x > 0, ${alpha === 1 ? '' : `${alpha}·`}(eˣ − 1) otherwise`,
  help: `Like ReLU on the positive side; on the negative side it bends smoothly down to ${-alpha}. Its outputs lie closer to zero on average, which helps the next layer. Far on the negative side its slope fades.`,
  f: (x) => (x > 0 ? x : alpha * Math.expm1(x)),
  df: (x) => (x > 0 ? 1 : alpha * Math.exp(x)),
  // tf.elu has alpha = 1 only. Its output keeps the sign of x, so scaling the negative outputs gives any alpha.
  apply: (tf, x) => (alpha === 1 ? tf.elu(x) : tf.leakyRelu(tf.elu(x), alpha)),
  values: [Math.min(0, -alpha), Infinity],
  range: [-alpha, null],
  ...(alpha === 0 ? { canDie: true } : {}),
});

export const elu = eluWith(1);
