import { err, ok } from '../../base/result.ts';
import { formatShape } from '../../base/shape.ts';
import { definePreprocessing } from '../define/index.ts';
import { flag } from '../params.ts';
import { dataPorts } from './ports.ts';

/** In the order in which TensorFlow Playground lists them. */
const FEATURES = {
  x1: { of: (x: number) => x, name: (x: string) => x, numpy: 'x[:, 0]' },
  x2: { of: (_x: number, y: number) => y, name: (_x: string, y: string) => y, numpy: 'x[:, 1]' },
  x1_squared: { of: (x: number) => x * x, name: (x: string) => `${x}²`, numpy: 'x[:, 0] ** 2' },
  x2_squared: { of: (_x: number, y: number) => y * y, name: (_x: string, y: string) => `${y}²`, numpy: 'x[:, 1] ** 2' },
  x1_times_x2: {
    of: (x: number, y: number) => x * y,
    name: (x: string, y: string) => `${x} · ${y}`,
    numpy: 'x[:, 0] * x[:, 1]',
  },
  sin_x1: { of: (x: number) => Math.sin(x), name: (x: string) => `sin ${x}`, numpy: 'np.sin(x[:, 0])' },
  sin_x2: {
    of: (_x: number, y: number) => Math.sin(y),
    name: (_x: string, y: string) => `sin ${y}`,
    numpy: 'np.sin(x[:, 1])',
  },
} as const;

type Flags = { readonly [K in keyof typeof FEATURES]: boolean };

const chosen = (flags: Flags) =>
  Object.entries(FEATURES).flatMap(([name, feature]) => (flags[name as keyof Flags] ? [feature] : []));

export const playgroundFeatures = definePreprocessing({
  type: 'PlaygroundFeatures',
  category: 'Preprocessing',
  summary: 'Squares, product and sines of two features, as in TensorFlow Playground.',
  description:
    'Takes examples of two features and gives those of the seven that you switch on: the two themselves, their squares, their product and their sines. With the squares, a circle is told apart by a single neuron; with the product, so is XOR. Switch them on and off and see how many hidden neurons a good choice of features saves. Nothing is measured here: each example is computed from its own values alone, so nothing can leak from the held-out ones.',
  formula: 'y = those chosen of (x1, x2, x1², x2², x1·x2, sin x1, sin x2)',
  keywords: ['playground', 'squares', 'sin', 'xy', 'feature engineering', 'product'],
  ...dataPorts('Two features.', 'The chosen features.'),
  params: {
    x1: flag(true, { help: 'The first feature itself.' }),
    x2: flag(true, { help: 'The second feature itself.' }),
    x1_squared: flag(true, { help: 'The square of the first feature.' }),
    x2_squared: flag(true, { help: 'The square of the second feature.' }),
    x1_times_x2: flag(true, { help: 'The product of both features.' }),
    sin_x1: flag(false, { help: 'The sine of the first feature, in radians.' }),
    sin_x2: flag(false, { help: 'The sine of the second feature, in radians.' }),
  },
  refuses: (flags) =>
    chosen(flags).length > 0
      ? undefined
      : {
          message: 'At least one feature must be switched on, found none.',
          remedies: [{ label: 'Switch x1 and x2 on', params: { x1: true, x2: true } }],
        },
  outputShape: (flags, input) =>
    input.length === 1 && input[0] === 2
      ? ok([chosen(flags).length])
      : err(`takes examples of two features, but these have the shape ${formatShape(input)}`),
  columnNames: (flags, [x = 'x1', y = 'x2']) => chosen(flags).map(({ name }) => name(x, y)),
  fit: () => ({}),
  apply(flags, _state, rows) {
    const features = chosen(flags);
    const result = new Float32Array((rows.length / 2) * features.length);
    for (let row = 0, at = 0; row < rows.length; row += 2)
      for (const { of } of features) result[at++] = of(rows[row] ?? 0, rows[row + 1] ?? 0);
    return result;
  },
  inNumpy: (flags) => ({
    changes: 'every split',
    lines: [
      `return np.stack([${chosen(flags)
        .map(({ numpy }) => numpy)
        .join(', ')}], axis=1)`,
    ],
  }),
});
