import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/** In the order of the palette. */
export const optimizers = [sgd, adagrad, rmsprop, adam];
