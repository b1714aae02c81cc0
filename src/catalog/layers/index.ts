import { add } from './merging/add.ts';
import { batchNormalization } from './normalization/batch-normalization.ts';
import { concatenate } from './merging/concatenate.ts';
import { dense } from './core/dense.ts';
import { dot } from './merging/dot.ts';
import { dropout } from './regularization/dropout.ts';
import { flatten } from './reshaping/flatten.ts';
import { reshape } from './reshaping/reshape.ts';
import { simpleRNN } from './recurrent/simple-rnn.ts';

/** In the order of the palette. */
export const layers = [dense, simpleRNN, batchNormalization, dropout, add, concatenate, dot, flatten, reshape];
