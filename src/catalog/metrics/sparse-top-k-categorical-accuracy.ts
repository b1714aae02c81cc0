import { defineMetric } from '../define/index.ts';
import { integer } from '../params.ts';
import { meanOf, metricPorts } from './common.ts';
import { amongBest } from './matches.ts';

export const sparseTopKCategoricalAccuracy = defineMetric({
  type: 'SparseTopKCategoricalAccuracy',
  category: 'Metrics',
  keras: {
    module: 'keras.metrics',
    without: { from_sorted_ids: 'A network here answers with a value for each class, not with a list of classes.' },
  },
  summary: 'The same for targets that are numbers of classes.',
  description:
    'Sorts the answers of each example and counts it as right if the class whose number is given is among the first k. It belongs beside SparseCategoricalCrossentropy, which writes targets as numbers. The figure is that of TopKCategoricalAccuracy.',
  formula: 'mean(fewer than k answers are larger than that of the right class)',
  keywords: ['classification', 'score'],
  ...metricPorts,
  params: { k: integer(5, { min: 1, max: 65_536, help: 'How many guesses the network has.' }) },
  card: ['k'],
  figure: { name: 'sparse_top_k_categorical_accuracy', label: 'Sparse top-k accuracy', better: 'higher' },
  reads: ['classes'],
  measure: ({ k }, { width }) => ({
    ...meanOf((tf, yTrue, yPred) =>
      amongBest(tf, tf.oneHot(tf.cast(tf.reshape(yTrue, [-1]), 'int32'), width), yPred, k),
    ),
    beforeSoftmax: true,
  }),
});
