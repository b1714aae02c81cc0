import { defineView } from '../define/index.ts';
import { sized, VIEW_INPUTS } from './common.ts';

export const regressionFit = defineView({
  type: 'RegressionFit',
  category: 'Views',
  shows: 'fit',
  summary: 'The curve that the network fits through the examples.',
  description:
    'Draws what the network answers along its one feature, with the examples that it was trained on and those held out. With several features it draws predicted against true values: a perfect network puts every point on the diagonal. It takes no part in the training.',
  keywords: ['curve', 'predicted', 'residual', 'scatter', 'view', 'plot', 'output'],
  inputs: VIEW_INPUTS,
  outputs: [],
  params: { size: sized('medium') },
  size: ({ size }) => size,
});
