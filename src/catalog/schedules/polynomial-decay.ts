import { defineSchedule } from '../define/index.ts';
import { flag, real } from '../params.ts';
import { decaySteps, initialLearningRate, scheduleOutput } from './common.ts';

export const polynomialDecay = defineSchedule({
  type: 'PolynomialDecay',
  category: 'Schedules',
  keras: { module: 'keras.optimizers.schedules', positional: ['initial_learning_rate', 'decay_steps'] },
  summary: 'Lowers the learning rate along a curve to a chosen value by a chosen step.',
  description:
    'Goes from the first learning rate to end_learning_rate in exactly decay_steps batches and stays there. With power 1 it is a straight line; a larger power falls early and glides out flat, one below 1 stays high and drops late. With cycle it starts again from a height that halves, thirds, … instead of resting at the end. Make decay_steps about the number of batches of the whole run (batches per epoch × epochs).',
  formula: 'lr = (initial − end)·(1 − step/decay_steps)^power + end',
  keywords: ['learning rate', 'linear', 'annealing', 'cycle'],
  inputs: [],
  outputs: scheduleOutput,
  params: {
    initial_learning_rate: initialLearningRate('The learning rate of the first step.'),
    decay_steps: decaySteps(1000, 'The number of batches from the first to the last learning rate.'),
    end_learning_rate: real(0.0001, { min: 0, max: 1e6, log: true, help: 'The learning rate at the end.' }),
    power: real(1, { min: 0.01, max: 100, step: 0.5, help: 'The shape of the fall: 1 is a line, 2 a parabola.' }),
    cycle: flag(false, { help: 'Starts again, from less height each time, instead of staying at the end.' }),
  },
  card: ['initial_learning_rate', 'decay_steps', 'end_learning_rate'],
  learningRate({ initial_learning_rate: first, decay_steps, end_learning_rate: last, power, cycle }, step) {
    // A cycle stretches the whole fall to the next multiple of its length.
    const length = cycle ? decay_steps * Math.max(1, Math.ceil(step / decay_steps)) : decay_steps;
    return (first - last) * (1 - Math.min(step, length) / length) ** power + last;
  },
  horizon: ({ decay_steps, cycle }) => Math.ceil(decay_steps * (cycle ? 4 : 1.1)),
});
