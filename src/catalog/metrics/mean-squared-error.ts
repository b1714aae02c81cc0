import { defineMetric } from '../define/index.ts';
import { metricPorts } from './common.ts';
import { SQUARED, squared } from './errors.ts';

export const meanSquaredErrorMetric = defineMetric({
  type: 'MeanSquaredErrorMetric',
  category: 'Metrics',
  keras: { module: 'keras.metrics', className: 'MeanSquaredError' },
  summary: 'The average squared distance, as a figure beside the loss.',
  description:
    'Takes the difference between each answer and its target, squares it and averages. It is the same number as the loss MeanSquaredError, without penalties for weights, so it can be watched while another loss is trained. Large mistakes weigh most.',
  formula: 'mean((y_true − y_pred)²)',
  keywords: ['regression', 'score', 'error'],
  ...metricPorts,
  params: {},
  figure: SQUARED,
  reads: ['values', 'binary', 'one-hot'],
  measure: () => squared,
});
