import { defineMetric } from '../define/index.ts';
import { metricPorts } from './common.ts';
import { oneOfColumns } from './matches.ts';

export const categoricalAccuracy = defineMetric({
  type: 'CategoricalAccuracy',
  category: 'Metrics',
  keras: { module: 'keras.metrics' },
  summary: 'The share of examples whose most probable class is the right one.',
  description:
    'Looks for the largest answer of each example and counts how often it stands in the column of the right class. How sure the network was does not matter. It is what Accuracy measures where the targets have a column for each class.',
  formula: 'mean(argmax(y_pred) = argmax(y_true))',
  keywords: ['classification', 'score'],
  ...metricPorts,
  params: {},
  figure: { name: 'categorical_accuracy', label: 'Categorical accuracy', better: 'higher' },
  reads: ['one-hot'],
  measure: () => oneOfColumns,
});
