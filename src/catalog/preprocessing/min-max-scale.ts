import { ok } from '../../base/result.ts';
import { definePreprocessing } from '../define/index.ts';
import { real } from '../params.ts';
import { normalizationLayer } from './as-layers.ts';
import { columnFigures, divisor } from './columns.ts';
import { dataPorts } from './ports.ts';

export const minMaxScale = definePreprocessing({
  type: 'MinMaxScale',
  category: 'Preprocessing',
  summary: 'Stretches every feature so that it runs from 0 to 1.',
  description:
    'The smallest value of each feature becomes 0 and the largest 1, or whatever two ends you choose; everything between keeps its place. Use it where the ends mean something, as with pixels, and Standardize where a few extreme values would press all others together. The two ends are measured on the training examples only and then used for all, so that nothing is learned from the held-out ones: those may lie a little outside. A feature that never changes becomes the lower end.',
  formula: 'y = low + (x − min) / (max − min) · (high − low), for each feature',
  keywords: ['MinMaxScaler', 'range', 'rescale', 'normalise', 'scale', '0 to 1'],
  ...dataPorts('The features to stretch.', 'The same features between the two ends.'),
  params: {
    low: real(0, { min: -1e6, max: 1e6, help: 'What the smallest value of each feature becomes.' }),
    high: real(1, { min: -1e6, max: 1e6, help: 'What the largest value of each feature becomes.' }),
  },
  card: ['low', 'high'],
  refuses({ low, high }) {
    if (low < high) return undefined;
    return {
      message: `low must be below high, found ${low} and ${high}.`,
      remedies:
        low > high
          ? [{ label: 'Exchange low and high', params: { low: high, high: low } }]
          : [{ label: 'Use 0 and 1', params: { low: 0, high: 1 } }],
    };
  },
  keepsOrder: true,
  outputShape: (_params, input) => ok(input),
  fit(_params, rows, columns) {
    const { min, max } = columnFigures(rows, columns);
    return { min, range: max.map((value, i) => divisor(value - (min[i] ?? 0))) };
  },
  apply: ({ low, high }, { min, range }, rows, columns) =>
    rows.map((value, i) => {
      const column = i % columns;
      return low + ((value - (min?.[column] ?? 0)) / (range?.[column] ?? 1)) * (high - low);
    }),
  asLayers({ low, high }, { min, range }, shape) {
    const step = (i: number) => (range?.[i] ?? 1) / (high - low);
    return [normalizationLayer(shape, (i) => (min?.[i] ?? 0) - low * step(i), step)];
  },
});
