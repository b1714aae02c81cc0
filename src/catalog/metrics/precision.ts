import { defineMetric } from '../define/index.ts';
import { metricPorts } from './common.ts';
import { decisionParams, refusesColumns, shareOf } from './decisions.ts';

export const precision = defineMetric({
  type: 'Precision',
  category: 'Metrics',
  keras: { module: 'keras.metrics' },
  summary: 'Of all that the network takes as yes, how much is right.',
  description:
    'Counts how many answers are taken as yes and how many of these are really so. A network that rarely says yes can have a high precision and miss nearly everything, so look at Recall too. With several classes all columns are counted together, unless class_id names one.',
  formula: 'right yes / all yes of the network',
  keywords: ['classification', 'score', 'confusion', 'threshold'],
  ...metricPorts,
  params: decisionParams,
  card: ['thresholds'],
  figure: { name: 'precision', label: 'Precision', better: 'higher' },
  reads: ['binary', 'one-hot'],
  refusesTargets: refusesColumns,
  measure: (params) => shareOf('yes', params),
});
