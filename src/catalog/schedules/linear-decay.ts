import { defineSchedule } from '../define/index.ts';
import { real } from '../params.ts';
import { decaySteps, initialLearningRate, scheduleOutput, straightLine } from './common.ts';

export const linearDecay = defineSchedule({
  type: 'LinearDecay',
  category: 'Schedules',
  inKeras: ({ initial_learning_rate, decay_steps, end_learning_rate }) =>
    straightLine(initial_learning_rate, end_learning_rate, decay_steps),
  summary: 'Lowers the learning rate in a straight line.',
  description:
    'Goes from the first learning rate to end_learning_rate in decay_steps batches and stays there. It needs nothing but the length of the run and is hard to beat for fine-tuning. Make decay_steps the number of batches of the whole run (batches per epoch × epochs): if it is much shorter, the rest of the run is spent at the end, where nothing is learned any more if that is 0.',
  formula: 'lr = initial + (end − initial)·step/decay_steps',
  keywords: ['learning rate', 'ramp', 'annealing'],
  inputs: [],
  outputs: scheduleOutput,
  params: {
    initial_learning_rate: initialLearningRate('The learning rate of the first step.'),
    decay_steps: decaySteps(1000, 'The number of batches from the first to the last learning rate.'),
    end_learning_rate: real(0, { min: 0, max: 1e6, step: 0.001, help: 'The learning rate at the end.' }),
  },
  card: ['initial_learning_rate', 'decay_steps', 'end_learning_rate'],
  learningRate: ({ initial_learning_rate: first, decay_steps, end_learning_rate: last }, step) =>
    first + (last - first) * (Math.min(step, decay_steps) / decay_steps),
  horizon: ({ decay_steps }) => Math.ceil(decay_steps * 1.1),
});
