import { cosineDecay } from './cosine-decay.ts';
import { exponentialDecay } from './exponential-decay.ts';

/** In the order of the palette. */
export const schedules = [exponentialDecay, cosineDecay];
