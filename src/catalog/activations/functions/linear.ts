import type { ActivationFunction } from './define.ts';

export const linear: ActivationFunction = {
  name: 'linear',
  formula: 'f(x) = x',
  help: 'Changes nothing. Right for the last layer of a regression; layers with only this between them collapse into a single layer.',
  f: (x) => x,
  df: () => 1,
  apply: (_tf, x) => x,
  values: [-Infinity, Infinity],
};
