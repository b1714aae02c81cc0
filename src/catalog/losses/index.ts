/* Keras' Circle is not here: it compares the examples of a batch with each other, so what its network gives answers no target. */
export { binaryCrossentropy } from './binary-crossentropy.ts';
export { binaryFocalCrossentropy } from './binary-focal-crossentropy.ts';
export { categoricalCrossentropy } from './categorical-crossentropy.ts';
export { categoricalFocalCrossentropy } from './categorical-focal-crossentropy.ts';
export { categoricalGeneralizedCrossEntropy } from './categorical-generalized-cross-entropy.ts';
export { categoricalHinge } from './categorical-hinge.ts';
export { cosineSimilarity } from './cosine-similarity.ts';
export { ctc } from './ctc.ts';
export { dice } from './dice.ts';
export { hinge } from './hinge.ts';
export { huber } from './huber.ts';
export { klDivergence } from './kl-divergence.ts';
export { logCosh } from './log-cosh.ts';
export { meanAbsoluteError } from './mean-absolute-error.ts';
export { meanAbsolutePercentageError } from './mean-absolute-percentage-error.ts';
export { meanSquaredError } from './mean-squared-error.ts';
export { meanSquaredLogarithmicError } from './mean-squared-logarithmic-error.ts';
export { poisson } from './poisson.ts';
export { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';
export { squaredHinge } from './squared-hinge.ts';
export { tversky } from './tversky.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['MeanSquaredError', 'MeanAbsoluteError', 'CategoricalCrossentropy', 'BinaryCrossentropy'];
