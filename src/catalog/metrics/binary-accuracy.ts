import { defineMetric } from '../define/index.ts';
import { real } from '../params.ts';
import { metricPorts } from './common.ts';
import { yesOrNo } from './matches.ts';

export const binaryAccuracy = defineMetric({
  type: 'BinaryAccuracy',
  category: 'Metrics',
  keras: { module: 'keras.metrics' },
  summary: 'The share of yes-or-no answers on the right side of a threshold.',
  description:
    'Takes an answer above the threshold as yes and any other as no, and counts how often that is right. Where a network answers several yes-or-no questions at once, every one of them counts by itself. Raise the threshold if a wrong yes costs more than a wrong no.',
  formula: 'mean((y_pred > threshold) = y_true)',
  keywords: ['classification', 'score'],
  ...metricPorts,
  params: { threshold: real(0.5, { min: 0, max: 1, step: 0.05, help: 'Answers above this count as yes.' }) },
  card: ['threshold'],
  figure: { name: 'binary_accuracy', label: 'Binary accuracy', better: 'higher' },
  reads: ['binary', 'one-hot'],
  measure: ({ threshold }) => yesOrNo(threshold),
});
