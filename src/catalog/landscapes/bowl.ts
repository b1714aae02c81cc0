import type { Landscape } from './landscape.ts';

export const bowl: Landscape = {
  id: 'bowl',
  name: 'Bowl',
  formula: 'f = ½(x² + y²)',
  lookAt:
    'Equally steep all around, as after standardising the inputs. Every rule finds the middle: plain descent goes straight, and the rate alone decides how fast. Above 2 it diverges.',
  domain: [-3, 3, -2.4, 2.4],
  start: [2.4, 1.6],
  minima: [[0, 0]],
  value: ([x, y]) => 0.5 * (x ** 2 + y ** 2),
  gradient: ([x, y]) => [x, y],
};
