import { defineView } from '../define/index.ts';
import { sized, VIEW_INPUTS } from './common.ts';

export const confusionMatrix = defineView({
  type: 'ConfusionMatrix',
  category: 'Views',
  shows: 'confusion',
  summary: 'Which classes the network takes for which.',
  description:
    'A row for each true class, a column for each predicted one: the darker a cell, the more held-out examples fell into it. A network without mistakes fills the diagonal only. It takes no part in the training.',
  keywords: ['mistakes', 'classes', 'accuracy', 'errors', 'view', 'table', 'output'],
  inputs: VIEW_INPUTS,
  outputs: [],
  params: { size: sized('medium') },
  size: ({ size }) => size,
});
