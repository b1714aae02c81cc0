import { defineView } from '../define/index.ts';
import { choice, flag } from '../params.ts';
import { sized, VIEW_INPUTS } from './common.ts';

export const learningCurves = defineView({
  type: 'LearningCurves',
  category: 'Views',
  shows: 'curves',
  summary: 'The loss, or another figure, over the training.',
  description:
    'Draws how a figure changes with the steps, on the training examples and on those held out. Where the two part, the network begins to learn its examples by heart. One view beside each Train node compares variants at a glance. It takes no part in the training.',
  keywords: ['loss', 'history', 'epochs', 'overfitting', 'view', 'plot', 'chart'],
  inputs: VIEW_INPUTS,
  outputs: [],
  params: {
    of: choice(
      'loss',
      [
        { value: 'loss', help: 'What the training lowers.' },
        { value: 'metric', help: 'What is measured beside it, such as the accuracy.' },
        { value: 'learning_rate', help: 'How large the steps are.' },
      ],
      { help: 'Which figure is drawn.' },
    ),
    log: flag(false, {
      help: 'Equal distances stand for equal factors: shows what happens near zero.',
      when: { param: 'of', is: ['loss'] },
    }),
    size: sized('medium'),
  },
  card: ['of'],
  size: ({ size }) => size,
});
