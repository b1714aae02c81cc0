import type { Landscape } from './landscape.ts';

/** How much steeper the ravine is across than along. */
const STEEP = 50;

export const ravine: Landscape = {
  id: 'ravine',
  name: 'Ravine',
  formula: `f = ½(x² + ${STEEP}y²)`,
  lookAt: `Fifty times steeper across than along. Plain descent is stable only below a rate of 2/${STEEP} = 0.04 and crawls along the floor; with momentum μ the limit is 2(1 + μ)/${STEEP}. Try 0.039 and 0.041.`,
  domain: [-11, 11, -2.2, 2.2],
  start: [10, 1],
  minima: [[0, 0]],
  value: ([x, y]) => 0.5 * (x ** 2 + STEEP * y ** 2),
  gradient: ([x, y]) => [x, STEEP * y],
};
