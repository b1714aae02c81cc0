import { add } from './merging/add.ts';
import { batchNormalization } from './normalization/batch-normalization.ts';
import { concatenate } from './merging/concatenate.ts';
import { dense } from './core/dense.ts';
import { dropout } from './regularization/dropout.ts';
import { flatten } from './reshaping/flatten.ts';

/** In the order of the palette. */
export const layers = [dense, batchNormalization, dropout, add, concatenate, flatten];
