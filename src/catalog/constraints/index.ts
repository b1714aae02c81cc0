export { maxNorm } from './max-norm.ts';
export { minMaxNorm } from './min-max-norm.ts';
export { nonNeg } from './non-neg.ts';
export { unitNorm } from './unit-norm.ts';
