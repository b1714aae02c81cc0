import { defineView } from '../define/index.ts';
import { choice } from '../params.ts';
import { sized, VIEW_INPUTS } from './common.ts';

export const predictions = defineView({
  type: 'Predictions',
  category: 'Views',
  shows: 'examples',
  summary: 'Held-out examples with what the network makes of them.',
  description:
    'Shows held-out examples with the answer of the network beside the right one: as pictures where the data are images, else as figures. Mistakes often say more than an accuracy does: look at what they have in common. Enlarged, it takes an example of your own. It takes no part in the training.',
  keywords: ['mistakes', 'misclassified', 'samples', 'images', 'draw', 'classify', 'view', 'output'],
  inputs: VIEW_INPUTS,
  outputs: [],
  params: {
    which: choice(
      'mistakes',
      [
        { value: 'mistakes', help: 'Only those that it gets wrong.' },
        { value: 'all', help: 'The first ones, right or wrong.' },
      ],
      { help: 'Which of the examples are shown.' },
    ),
    size: sized('medium'),
  },
  card: ['which'],
  size: ({ size }) => size,
});
