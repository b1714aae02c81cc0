export { accuracy } from './accuracy.ts';
export { auc } from './auc.ts';
export { binaryAccuracy } from './binary-accuracy.ts';
export { categoricalAccuracy } from './categorical-accuracy.ts';
export { f1Score } from './f1-score.ts';
export { meanAbsoluteErrorMetric } from './mean-absolute-error.ts';
export { meanSquaredErrorMetric } from './mean-squared-error.ts';
export { precision } from './precision.ts';
export { r2Score } from './r2-score.ts';
export { recall } from './recall.ts';
export { rootMeanSquaredError } from './root-mean-squared-error.ts';
export { sparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';
export { sparseTopKCategoricalAccuracy } from './sparse-top-k-categorical-accuracy.ts';
export { topKCategoricalAccuracy } from './top-k-categorical-accuracy.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['Accuracy', 'Precision', 'MeanAbsoluteErrorMetric'];
