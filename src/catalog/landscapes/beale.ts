import type { Landscape } from './landscape.ts';

const terms = ([x, y]: readonly [number, number]) =>
  [1.5 - x + x * y, 2.25 - x + x * y ** 2, 2.625 - x + x * y ** 3] as const;

export const beale: Landscape = {
  id: 'beale',
  name: 'Beale',
  formula: 'f = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²',
  lookAt:
    'A flat valley between steep walls in the corners. Momentum shoots past the bend and swings back; rules that scale each direction take the bend at once.',
  domain: [-1, 4.5, -1.6, 1.6],
  start: [1, 1],
  minima: [[3, 0.5]],
  value(point) {
    const [a, b, c] = terms(point);
    return a ** 2 + b ** 2 + c ** 2;
  },
  gradient([x, y]) {
    const [a, b, c] = terms([x, y]);
    return [
      2 * a * (y - 1) + 2 * b * (y ** 2 - 1) + 2 * c * (y ** 3 - 1),
      2 * a * x + 4 * b * x * y + 6 * c * x * y ** 2,
    ];
  },
};
