import { ok } from '../../base/result.ts';
import { definePreprocessing } from '../define/index.ts';
import { flag } from '../params.ts';
import { normalizationLayer } from './as-layers.ts';
import { columnFigures, divisor } from './columns.ts';

export const standardize = definePreprocessing({
  type: 'Standardize',
  category: 'Preprocessing',
  summary: 'Brings every feature to mean 0 and standard deviation 1.',
  description:
    'Zero-centres each feature by subtracting its mean, then normalises it by dividing by its standard deviation. Use it when features come in different units: beside a weight of 72 kilograms, a height of 1.75 metres hardly moves the network, and no single learning rate suits both. Mean and standard deviation are measured on the training examples only and then applied to all, so that nothing is learned from the held-out ones. A feature that never changes is only centred.',
  formula: 'y = (x − mean) / std, for each feature; std = √(Σ(x − mean)² / n)',
  keywords: ['standardise', 'normalize', 'normalise', 'zero-centre', 'scale', 'z-score', 'StandardScaler'],
  inputs: [{ name: 'inputs', kind: 'data', required: true, help: 'The features to bring to one scale.' }],
  outputs: [{ name: 'outputs', kind: 'data', help: 'The same features with mean 0 and standard deviation 1.' }],
  params: {
    with_mean: flag(true, { help: 'Subtracts the mean of each feature (zero-centre).' }),
    with_std: flag(true, { help: 'Divides each feature by its standard deviation (normalise).' }),
  },
  card: ['with_mean', 'with_std'],
  outputShape: (_params, input) => ok(input),
  keepsOrder: true,
  fit(_params, rows, columns) {
    const { mean, std } = columnFigures(rows, columns);
    return { mean, scale: std.map(divisor) };
  },
  asLayers: ({ with_mean, with_std }, { mean, scale }, shape) => [
    normalizationLayer(
      shape,
      (i) => (with_mean ? (mean?.[i] ?? 0) : 0),
      (i) => (with_std ? (scale?.[i] ?? 1) : 1),
    ),
  ],
  apply({ with_mean, with_std }, { mean, scale }, rows, columns) {
    return rows.map((value, index) => {
      const column = index % columns;
      const centred = with_mean ? value - (mean?.[column] ?? 0) : value;
      return with_std ? centred / (scale?.[column] ?? 1) : centred;
    });
  },
});
