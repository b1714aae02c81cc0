import { defineMetric } from '../define/index.ts';
import { metricPorts } from './common.ts';
import { decisionParams, refusesColumns, shareOf } from './decisions.ts';

export const recall = defineMetric({
  type: 'Recall',
  category: 'Metrics',
  keras: { module: 'keras.metrics' },
  summary: 'Of all that is really yes, how much the network finds.',
  description:
    'Counts how many targets are yes and how many of them the network has found. A network that always says yes finds everything, so look at Precision too. With several classes all columns are counted together, unless class_id names one.',
  formula: 'right yes / all yes of the targets',
  keywords: ['classification', 'score', 'confusion', 'threshold'],
  ...metricPorts,
  params: decisionParams,
  card: ['thresholds'],
  figure: { name: 'recall', label: 'Recall', better: 'higher' },
  reads: ['binary', 'one-hot'],
  refusesTargets: refusesColumns,
  measure: (params) => shareOf('truth', params),
});
