/** What is measured beside the loss. Each loss names the metrics that fit it; they are not nodes. */
export { binaryAccuracy, binaryAccuracyOnLogits } from './binary-accuracy.ts';
export { categoricalAccuracy } from './categorical-accuracy.ts';
export { meanAbsoluteError } from './mean-absolute-error.ts';
export { meanSquaredError } from './mean-squared-error.ts';
