import { dataset } from './dataset.ts';

/** In the order of the palette. */
export const data = [dataset];
