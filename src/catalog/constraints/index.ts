import { maxNorm } from './max-norm.ts';
import { minMaxNorm } from './min-max-norm.ts';
import { nonNeg } from './non-neg.ts';
import { unitNorm } from './unit-norm.ts';

/** In the order of the palette. */
export const constraints = [nonNeg, maxNorm, unitNorm, minMaxNorm];
