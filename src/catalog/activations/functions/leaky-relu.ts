import type { ActivationFunction } from './define.ts';

/** Keras' `leaky_relu` function has slope 0.2; its LeakyReLU layer has 0.3. */
export const leakyReluWith = (slope: number): ActivationFunction => ({
  name: 'leaky_relu',
  formula: `f(x) = x for x > 0, ${slope}·x otherwise`,
  help: 'A ReLU that lets a little of the negative side through, so that no unit can go fully silent. Worth trying when many ReLU units are dead.',
  f: (x) => (x > 0 ? x : slope * x),
  df: (x) => (x > 0 ? 1 : slope),
  apply: (tf, x) => tf.leakyRelu(x, slope),
  values: [slope > 0 ? -Infinity : 0, Infinity],
  ...(slope === 0 ? { canDie: true } : {}),
});

export const leakyRelu = leakyReluWith(0.2);
