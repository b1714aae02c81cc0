import type { Landscape } from './landscape.ts';

export const saddle: Landscape = {
  id: 'saddle',
  name: 'Saddle',
  formula: 'f = x² − y²',
  lookAt:
    'Up on both sides and down to the front and back, without a lowest place. Plain descent runs to the middle and waits there, because the slope is almost zero; rules that divide by the size of the gradient leave at once.',
  domain: [-1.6, 1.6, -1.3, 1.3],
  start: [1, 0.001],
  minima: [],
  value: ([x, y]) => x ** 2 - y ** 2,
  gradient: ([x, y]) => [2 * x, -2 * y],
};
