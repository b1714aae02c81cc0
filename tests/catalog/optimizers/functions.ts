/** The functions the golden trajectories walk on, with their gradients; see the recorded numbers in tests/golden. */
export type Point = readonly [number, number];

interface Landscape {
  readonly start: Point;
  gradient(point: Point): Point;
}

export const landscapes: Readonly<Record<string, Landscape>> = {
  beale: {
    start: [1, 1],
    gradient([x, y]) {
      const a = 1.5 - x + x * y;
      const b = 2.25 - x + x * y ** 2;
      const c = 2.625 - x + x * y ** 3;
      return [
        2 * a * (y - 1) + 2 * b * (y ** 2 - 1) + 2 * c * (y ** 3 - 1),
        2 * a * x + 4 * b * x * y + 6 * c * x * y ** 2,
      ];
    },
  },
  rosenbrock: {
    start: [-1.2, 1],
    gradient: ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x ** 2), 200 * (y - x ** 2)],
  },
  saddle: { start: [1, 0.001], gradient: ([x, y]) => [2 * x, -2 * y] },
  ravine: { start: [10, 1], gradient: ([x, y]) => [x, 50 * y] },
};
