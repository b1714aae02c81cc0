export { add } from './add.ts';
export { batchNormalization } from './batch-normalization.ts';
export { concatenate } from './concatenate.ts';
export { dense } from './dense.ts';
export { dropout } from './dropout.ts';
export { flatten } from './flatten.ts';
