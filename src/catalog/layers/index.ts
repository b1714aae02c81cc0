export { add } from './merging/add.ts';
export { batchNormalization } from './normalization/batch-normalization.ts';
export { concatenate } from './merging/concatenate.ts';
export { dense } from './core/dense.ts';
export { dropout } from './regularization/dropout.ts';
export { flatten } from './reshaping/flatten.ts';
