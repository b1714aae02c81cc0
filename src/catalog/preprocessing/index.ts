import { standardize } from './standardize.ts';

/** In the order of the palette. */
export const preprocessing = [standardize];
