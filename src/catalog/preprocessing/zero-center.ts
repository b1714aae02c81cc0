import { ok } from '../../base/result.ts';
import { definePreprocessing } from '../define/index.ts';
import { normalizationLayer } from './as-layers.ts';
import { columnFigures } from './columns.ts';
import { dataPorts } from './ports.ts';

export const zeroCenter = definePreprocessing({
  type: 'ZeroCenter',
  category: 'Preprocessing',
  summary: 'Subtracts its mean from every feature.',
  description:
    'Moves the cloud of examples so that its middle lies at zero; its shape and size stay. Features that are all positive make the weights of a neuron move up or down together, which leads training along a zigzag; centred ones do not. The means are measured on the training examples only and then subtracted from all examples, so that nothing is learned from the held-out ones. Standardize also brings the features to one spread.',
  formula: 'y = x − mean, for each feature',
  keywords: ['zero-centre', 'zero mean', 'centre', 'subtract mean', 'normalise'],
  ...dataPorts('The features to centre.', 'The same features with mean 0.'),
  params: {},
  keepsOrder: true,
  outputShape: (_params, input) => ok(input),
  fit: (_params, rows, columns) => ({ mean: columnFigures(rows, columns).mean }),
  apply: (_params, { mean }, rows, columns) => rows.map((value, i) => value - (mean?.[i % columns] ?? 0)),
  asLayers: (_params, { mean }, shape) => [
    normalizationLayer(
      shape,
      (i) => mean?.[i] ?? 0,
      () => 1,
    ),
  ],
});
