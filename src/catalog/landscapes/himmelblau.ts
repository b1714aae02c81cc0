import type { Landscape } from './landscape.ts';

export const himmelblau: Landscape = {
  id: 'himmelblau',
  name: 'Himmelblau',
  formula: 'f = (x² + y − 11)² + (x + y² − 7)²',
  lookAt:
    'Four equally deep minima. From one and the same start near the middle, different rules may end in different ones: where training ends depends on the way, not on the landscape alone.',
  domain: [-6, 6, -5, 5],
  start: [-0.2, -1],
  minima: [
    [3, 2],
    [-2.805118, 3.131312],
    [-3.77931, -3.283186],
    [3.584428, -1.848126],
  ],
  value: ([x, y]) => (x ** 2 + y - 11) ** 2 + (x + y ** 2 - 7) ** 2,
  gradient: ([x, y]) => [
    4 * x * (x ** 2 + y - 11) + 2 * (x + y ** 2 - 7),
    2 * (x ** 2 + y - 11) + 4 * y * (x + y ** 2 - 7),
  ],
};
