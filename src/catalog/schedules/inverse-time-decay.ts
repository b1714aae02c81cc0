import { defineSchedule } from '../define/index.ts';
import { flag, real } from '../params.ts';
import { decaySteps, initialLearningRate, scheduleOutput } from './common.ts';

/** The curve is drawn until about a tenth of the learning rate is left. */
const DIVISOR = 9;

export const inverseTimeDecay = defineSchedule({
  type: 'InverseTimeDecay',
  category: 'Schedules',
  keras: { module: 'keras.optimizers.schedules', positional: ['initial_learning_rate', 'decay_steps', 'decay_rate'] },
  summary: 'Divides the learning rate by a number that grows with the steps.',
  description:
    'Falls quickly at first and ever more slowly later, but never stops falling: after decay_steps/decay_rate batches half of the learning rate is left, after three times as many a quarter. Theory asks for such a fall if plain gradient descent shall come to rest. In practice it is often too fast in the beginning, so choose decay_steps large enough. With staircase it falls in steps of decay_steps batches.',
  formula:
    'lr = initial_learning_rate / (1 + decay_rate·step/decay_steps)   (staircase: step/decay_steps is rounded down)',
  keywords: ['learning rate', '1/t', 'annealing'],
  inputs: [],
  outputs: scheduleOutput,
  params: {
    initial_learning_rate: initialLearningRate('The learning rate of the first step.'),
    decay_steps: decaySteps(100, 'The number of batches in which the divisor grows by decay_rate.'),
    decay_rate: real(0.5, {
      min: 0,
      max: 1e6,
      step: 0.1,
      help: 'How much is added to the divisor, which starts at 1.',
    }),
    staircase: flag(false, {
      help: 'Keeps the learning rate between drops instead of lowering it a little with every step.',
    }),
  },
  card: ['initial_learning_rate', 'decay_steps', 'decay_rate'],
  learningRate({ initial_learning_rate, decay_steps, decay_rate, staircase }, step) {
    const passed = step / decay_steps;
    return initial_learning_rate / (1 + decay_rate * (staircase ? Math.floor(passed) : passed));
  },
  horizon: ({ decay_steps, decay_rate }) =>
    Math.ceil(decay_steps * Math.min(Math.max(decay_rate > 0 ? DIVISOR / decay_rate : 0, 3), 100)),
});
