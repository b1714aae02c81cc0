import { defineMetric } from '../define/index.ts';
import { metricPorts } from './common.ts';
import { squared } from './errors.ts';

export const rootMeanSquaredError = defineMetric({
  type: 'RootMeanSquaredError',
  category: 'Metrics',
  keras: { module: 'keras.metrics' },
  summary: 'The root of the average squared distance, in the unit of the targets.',
  description:
    'Averages the squared distances over the whole epoch and takes the root at the end. That brings the figure back into the unit of the targets, but large mistakes still weigh most, so it lies above the mean absolute error. The wider the gap between the two, the more single mistakes stick out.',
  formula: '√mean((y_true − y_pred)²)',
  keywords: ['regression', 'score', 'error'],
  ...metricPorts,
  params: {},
  figure: { name: 'root_mean_squared_error', label: 'Root mean squared error', better: 'lower' },
  reads: ['values', 'binary', 'one-hot'],
  measure: () => ({ ...squared, result: (totals) => Math.sqrt(squared.result(totals)) }),
});
