import { defineMetric } from '../define/index.ts';
import { integer } from '../params.ts';
import { meanOf, metricPorts } from './common.ts';
import { amongBest } from './matches.ts';

export const topKCategoricalAccuracy = defineMetric({
  type: 'TopKCategoricalAccuracy',
  category: 'Metrics',
  keras: { module: 'keras.metrics' },
  summary: 'The share of examples whose right class is among the k best guesses.',
  description:
    'Sorts the answers of each example and counts it as right if the right class is among the first k. With many classes that are alike, the right one is often second or third, and this figure shows it. With k as large as the number of classes it is always 1.',
  formula: 'mean(fewer than k answers are larger than that of the right class)',
  keywords: ['classification', 'score'],
  ...metricPorts,
  params: { k: integer(5, { min: 1, max: 65_536, help: 'How many guesses the network has.' }) },
  card: ['k'],
  figure: { name: 'top_k_categorical_accuracy', label: 'Top-k accuracy', better: 'higher' },
  reads: ['one-hot'],
  measure: ({ k }) => ({ ...meanOf((tf, yTrue, yPred) => amongBest(tf, yTrue, yPred, k)), beforeSoftmax: true }),
});
