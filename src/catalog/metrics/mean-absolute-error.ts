import { defineMetric } from '../define/index.ts';
import { metricPorts } from './common.ts';
import { ABSOLUTE, absolute } from './errors.ts';

export const meanAbsoluteErrorMetric = defineMetric({
  type: 'MeanAbsoluteErrorMetric',
  category: 'Metrics',
  keras: { module: 'keras.metrics', className: 'MeanAbsoluteError' },
  summary: 'How far answers are off on average, as a figure beside the loss.',
  description:
    'Takes the distance between each answer and its target, whichever way, and averages. It has the unit of the targets, so it is the figure to tell people: off by 3.2 centimetres on average. Every loss for values measures it already; it needs a node only beside one that does not.',
  formula: 'mean(|y_true − y_pred|)',
  keywords: ['regression', 'score', 'error'],
  ...metricPorts,
  params: {},
  figure: ABSOLUTE,
  reads: ['values', 'binary', 'one-hot'],
  measure: () => absolute,
});
