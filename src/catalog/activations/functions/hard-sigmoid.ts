import type { ActivationFunction } from './define.ts';

/** Keras 3's form with corners at ±3; Keras 2 and tfjs use 0.2·x + 0.5 with corners at ±2.5. */
export const hardSigmoid: ActivationFunction = {
  name: 'hard_sigmoid',
  formula: 'f(x) = min(max(x/6 + ½, 0), 1)',
  help: 'A sigmoid made of three straight lines, cheap to compute. Below −3 and above 3 its slope is exactly zero, so a unit that ends up there stops learning.',
  f: (x) => Math.min(Math.max(0, x + 3), 6) / 6,
  df: (x) => (x > -3 && x <= 3 ? 1 / 6 : 0),
  // Adding 3 first makes both ends exact in float32.
  apply: (tf, x) => tf.div(tf.relu6(tf.add(x, 3)), 6),
  values: [0, 1],
  range: [0, 1],
  canDie: true,
};
