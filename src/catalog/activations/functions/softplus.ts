import type { ActivationFunction } from './define.ts';
import { logistic } from './sigmoid.ts';

/** log(1 + eˣ), written so that eˣ cannot overflow. */
export const logOnePlusExp = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

export const softplus: ActivationFunction = {
  name: 'softplus',
  formula: 'f(x) = ln(1 + eˣ)',
  help: 'A rounded ReLU that is never quite zero: for outputs that must be positive, such as a spread. In hidden layers plain ReLU is cheaper and learns faster.',
  f: logOnePlusExp,
  df: logistic,
  apply: (tf, x) => tf.softplus(x),
  values: [0, Infinity],
  range: [0, null],
};
