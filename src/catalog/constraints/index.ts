export { maxNorm } from './max-norm.ts';
export { minMaxNorm } from './min-max-norm.ts';
export { nonNeg } from './non-neg.ts';
export { unitNorm } from './unit-norm.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['NonNeg', 'MaxNorm'];
