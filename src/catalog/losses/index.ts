export { binaryCrossentropy } from './binary-crossentropy.ts';
export { categoricalCrossentropy } from './categorical-crossentropy.ts';
export { meanAbsoluteError } from './mean-absolute-error.ts';
export { meanSquaredError } from './mean-squared-error.ts';
