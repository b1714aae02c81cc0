import { binaryCrossentropy } from './binary-crossentropy.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';

/** In the order of the palette. */
export const losses = [meanSquaredError, meanAbsoluteError, categoricalCrossentropy, binaryCrossentropy];
