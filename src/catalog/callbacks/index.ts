import { earlyStopping } from './early-stopping.ts';

/** In the order of the palette. */
export const callbacks = [earlyStopping];
