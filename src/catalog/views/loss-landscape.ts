import { defineView } from '../define/index.ts';
import { sized, VIEW_INPUTS } from './common.ts';

export const lossLandscape = defineView({
  type: 'LossLandscape',
  category: 'Views',
  shows: 'landscape',
  summary: 'The hills of the loss around the present weights.',
  description:
    'A slice through the loss around the place that training has found, as contours, with the way that training took where it lies in the plane. It takes some hundred evaluations, so it is drawn when asked for, and keeps the step it was drawn at. It takes no part in the training.',
  keywords: ['surface', 'valley', 'minimum', 'contours', 'view', 'plot'],
  inputs: VIEW_INPUTS,
  outputs: [],
  params: { size: sized('medium') },
  size: ({ size }) => size,
});
