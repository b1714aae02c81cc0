import { defineSchedule } from '../define/index.ts';
import { real } from '../params.ts';
import { decaySteps, initialLearningRate, scheduleOutput } from './common.ts';

export const stepDecay = defineSchedule({
  type: 'StepDecay',
  category: 'Schedules',
  inKeras: ({ initial_learning_rate, decay_steps, factor }) => ({
    module: 'keras.optimizers.schedules',
    className: 'ExponentialDecay',
    config: { initial_learning_rate, decay_steps, decay_rate: factor, staircase: true },
  }),
  summary: 'Drops the learning rate by a factor every so many steps.',
  description:
    'Keeps the learning rate for decay_steps batches, multiplies it by factor, keeps it again, and so on. Usual choices are a half every few epochs, or a tenth each time the loss has gone flat. The drop shows in the curve of the loss as a sudden step down. Edgewise has this type by its usual name; in Keras it is an ExponentialDecay with staircase.',
  formula: 'lr = initial_learning_rate · factor^⌊step/decay_steps⌋',
  keywords: ['learning rate', 'staircase', 'annealing', 'drop'],
  inputs: [],
  outputs: scheduleOutput,
  params: {
    initial_learning_rate: initialLearningRate('The learning rate of the first step.'),
    decay_steps: decaySteps(200, 'The number of batches from one drop to the next.'),
    factor: real(0.5, { min: 0, max: 1, step: 0.1, help: 'What is left of the learning rate after each drop.' }),
  },
  card: ['initial_learning_rate', 'decay_steps', 'factor'],
  learningRate: ({ initial_learning_rate, decay_steps, factor }, step) =>
    initial_learning_rate * factor ** Math.floor(step / decay_steps),
  horizon: ({ decay_steps }) => decay_steps * 5,
});
