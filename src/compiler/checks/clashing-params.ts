/** Params that are fine one by one and that Keras refuses together: two ways of clipping a gradient. */
import { nameOf } from '../graph.ts';
import type { Check } from './check.ts';

export const clashingParams: Check = ({ draft: { optimizer } }) => {
  const refusal = optimizer?.definition.refuses?.(optimizer.params);
  if (optimizer === undefined || refusal === undefined) return [];
  return [
    {
      severity: 'error',
      code: 'clashing-params',
      node: optimizer.id,
      message: `${nameOf(optimizer)}: ${refusal}`,
      hint: 'Clear all but one.',
    },
  ];
};
