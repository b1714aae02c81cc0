import { l1 } from './l1.ts';
import { l1l2 } from './l1-l2.ts';
import { l2 } from './l2.ts';

/** In the order of the palette. */
export const regularizers = [l1, l2, l1l2];
