import { defineView } from '../define/index.ts';
import { integer } from '../params.ts';
import { sized, VIEW_INPUTS } from './common.ts';

export const decisionBoundary = defineView({
  type: 'DecisionBoundary',
  category: 'Views',
  shows: 'plane',
  summary: 'What the network answers at every place over two features.',
  description:
    'Colours the plane of two features by what the network answers there, with the examples on top, and follows the training. Where two colours meet, the network changes its mind. With more than two features it shows two of them, while all others stand at their mean. It takes no part in the training.',
  keywords: ['plane', 'classes', 'surface', 'view', 'plot', 'output'],
  inputs: VIEW_INPUTS,
  outputs: [],
  params: {
    size: sized('medium'),
    across: integer(1, {
      min: 1,
      max: 65_536,
      advanced: true,
      help: 'Of data with more than two features: the number of the one that goes from left to right.',
    }),
    up: integer(2, {
      min: 1,
      max: 65_536,
      advanced: true,
      help: 'Of data with more than two features: the number of the one that goes upwards.',
    }),
  },
  refuses: ({ across, up }) =>
    across !== up
      ? undefined
      : {
          message: `across and up must be two features, found ${across} for both.`,
          remedies: [{ label: `Set up to ${across + 1}`, params: { up: across + 1 } }],
        },
  size: ({ size }) => size,
});
