import type { Landscape } from './landscape.ts';

export const rosenbrock: Landscape = {
  id: 'rosenbrock',
  name: 'Rosenbrock',
  formula: 'f = (1 − x)² + 100(y − x²)²',
  lookAt:
    'A bent valley with steep walls and an almost flat floor. Plain descent at 0.01 is thrown out within a few steps, because the walls are too steep for that rate; Adagrad creeps ever more slowly along the floor.',
  domain: [-2, 2, -0.8, 2.6],
  start: [-1.2, 1],
  minima: [[1, 1]],
  value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x ** 2) ** 2,
  gradient: ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x ** 2), 200 * (y - x ** 2)],
};
