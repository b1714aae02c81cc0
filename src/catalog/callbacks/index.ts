export { earlyStopping } from './early-stopping.ts';
export { modelCheckpoint } from './model-checkpoint.ts';
export { reduceLROnPlateau } from './reduce-lr-on-plateau.ts';
export { terminateOnNaN } from './terminate-on-nan.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['EarlyStopping', 'ReduceLROnPlateau'];
