import type { Json } from '../../base/json.ts';
import { ok } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import { definePreprocessing } from '../define/index.ts';
import { flag } from '../params.ts';

export const standardize = definePreprocessing({
  type: 'Standardize',
  category: 'Preprocessing',
  rank: 10,
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
    const mean = new Float32Array(columns);
    const scale = new Float32Array(columns);
    for (let column = 0; column < columns; column++) {
      const fitted = fitColumn(rows, column, columns);
      mean[column] = fitted.mean;
      scale[column] = fitted.std;
      // A constant feature, or one so narrow that float32 rounds its spread to 0: as in scikit-learn, divide by 1.
      if (scale[column] === 0) scale[column] = 1;
    }
    return { mean, scale };
  },
  layerName: 'Normalization',
  asLayer: ({ with_mean, with_std }, { mean = new Float32Array(), scale = new Float32Array() }, shape) => ({
    axis: shape.length === 1 ? -1 : shape.map((_, i) => i + 1),
    mean: nested(
      Array.from(mean, (value) => (with_mean ? value : 0)),
      shape,
    ),
    variance: nested(
      Array.from(scale, (value) => (with_std ? value * value : 1)),
      shape,
    ),
  }),
  apply({ with_mean, with_std }, { mean, scale }, rows, columns) {
    return rows.map((value, index) => {
      const column = index % columns;
      const centred = with_mean ? value - (mean?.[column] ?? 0) : value;
      return with_std ? centred / (scale?.[column] ?? 1) : centred;
    });
  },
});

/** Values as lists inside lists, as Keras takes the numbers of an example with several dimensions. */
function nested(values: readonly number[], [first, ...inner]: Shape): readonly Json[] {
  if (first === undefined || inner.length === 0) return values;
  const size = values.length / first;
  return Array.from({ length: first }, (_, i) => nested(values.slice(i * size, (i + 1) * size), inner));
}

/**
 * Mean and population standard deviation of one column, in float64. Measuring from the first value
 * makes a constant column come out as exactly 0 and keeps large offsets from eating the digits.
 */
function fitColumn(rows: Float32Array, column: number, columns: number): { mean: number; std: number } {
  const count = Math.floor(rows.length / columns);
  if (count === 0) return { mean: 0, std: 0 };
  const origin = rows[column] ?? 0;
  let sum = 0;
  for (let i = column; i < rows.length; i += columns) sum += (rows[i] ?? 0) - origin;
  const shift = sum / count;
  let squares = 0;
  for (let i = column; i < rows.length; i += columns) squares += ((rows[i] ?? 0) - origin - shift) ** 2;
  return { mean: origin + shift, std: Math.sqrt(squares / count) };
}
