import { train } from './train.ts';

/** In the order of the palette. */
export const training = [train];
