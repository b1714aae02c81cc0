/* All that is needed for models of other programs, in one piece that is loaded when the first one comes or goes. */
export { exportModel } from './export-model.ts';
export { keepWeights } from './kept-weights.ts';
export { openModel } from './open-model.ts';
