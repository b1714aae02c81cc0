import type { ActivationFunction } from './define.ts';

/** The fixed point of "mean 0, variance 1 in, mean 0, variance 1 out" (Klambauer et al., 2017). */
const ALPHA = 1.6732632423543772;
const SCALE = 1.0507009873554805;

export const selu: ActivationFunction = {
  name: 'selu',
  formula: 'f(x) = 1.0507·x for x > 0, 1.0507·1.6733·(eˣ − 1) otherwise',
  help: 'An ELU whose two constants pull the values of every layer towards mean 0 and spread 1. It keeps that promise only in plain stacks of Dense layers that start with LecunNormal weights.',
  f: (x) => SCALE * (x > 0 ? x : ALPHA * Math.expm1(x)),
  df: (x) => SCALE * (x > 0 ? 1 : ALPHA * Math.exp(x)),
  apply: (tf, x) => tf.selu(x),
  values: [-SCALE * ALPHA, Infinity],
  range: [-SCALE * ALPHA, null],
};
