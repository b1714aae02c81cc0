import { defineMetric } from '../define/index.ts';
import { metricPorts } from './common.ts';
import { classNumber } from './matches.ts';

export const sparseCategoricalAccuracy = defineMetric({
  type: 'SparseCategoricalAccuracy',
  category: 'Metrics',
  keras: { module: 'keras.metrics' },
  summary: 'The same share where targets are numbers of classes.',
  description:
    'Looks for the largest answer of each example and counts how often its place is the number of the right class. It belongs beside SparseCategoricalCrossentropy, which writes targets as numbers. The figure is that of CategoricalAccuracy.',
  formula: 'mean(argmax(y_pred) = y_true)',
  keywords: ['classification', 'score'],
  ...metricPorts,
  params: {},
  figure: { name: 'sparse_categorical_accuracy', label: 'Sparse categorical accuracy', better: 'higher' },
  reads: ['classes'],
  measure: () => classNumber,
});
