import type { ActivationFunction } from './define.ts';

/** Keras' alpha of 1. With another one, celu stays free of a corner at zero where elu gets one. */
export const celu: ActivationFunction = {
  name: 'celu',
  formula: 'f(x) = max(0, x) + min(0, eˣ − 1)',
  help: 'Bends smoothly from the line y = x down to −1 on the negative side. As it stands here it is the same curve as elu; papers that name it mean the family it belongs to, whose members never have a corner. Far on the negative side its slope fades.',
  f: (x) => (x > 0 ? x : Math.expm1(x)),
  df: (x) => (x > 0 ? 1 : Math.exp(x)),
  apply: (tf, x) => tf.elu(x),
  range: [-1, null],
  values: [-1, Infinity],
};
