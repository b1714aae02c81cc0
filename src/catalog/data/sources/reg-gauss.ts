import { valueSource } from './value-source.ts';

const WIDTH = 0.22;
/** Three columns by two rows; neighbours have opposite signs. */
const HILLS = [-0.65, 0, 0.65].flatMap((x, column) =>
  [-0.45, 0.45].map((y, row) => ({ x, y, height: (column + row) % 2 === 0 ? 1 : -1 })),
);

/** `y = Σ height·exp(-distance² / (2·0.22²))` over three hills and three valleys in [-1, 1]². */
export const regGauss = valueSource({
  name: 'reg-gauss',
  title: 'Hills and valleys',
  help: 'Three hills and three valleys over two features. Needs hidden layers with enough units.',
  features: ['x1', 'x2'],
  truth: ([x1 = 0, x2 = 0]) =>
    HILLS.reduce((sum, { x, y, height }) => {
      const squared = (x1 - x) ** 2 + (x2 - y) ** 2;
      return sum + height * Math.exp(-squared / (2 * WIDTH ** 2));
    }, 0),
});
