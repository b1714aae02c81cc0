import { defineSchedule } from '../define/index.ts';
import { flag, real } from '../params.ts';
import { decaySteps, initialLearningRate, scheduleOutput } from './common.ts';

/** The curve is drawn until a twentieth of the learning rate is left. */
const REMAINDER = 0.05;

export const exponentialDecay = defineSchedule({
  type: 'ExponentialDecay',
  category: 'Schedules',
  keras: { module: 'keras.optimizers.schedules', positional: ['initial_learning_rate', 'decay_steps', 'decay_rate'] },
  summary: 'Multiplies the learning rate by the same factor again and again.',
  description:
    'Starts with large steps to get going and ends with small ones to settle. Every decay_steps batches the learning rate has been multiplied by decay_rate once more: smoothly in between, or with staircase in sudden drops. It falls fastest at the beginning and never quite reaches zero. If it falls too soon the network stops learning early, and the curve of the loss goes flat while it is still high. One step is one batch, so an epoch counts as many steps as there are batches.',
  formula: 'lr = initial_learning_rate · decay_rate^(step/decay_steps)   (staircase: the exponent is rounded down)',
  keywords: ['learning rate', 'step decay', 'annealing'],
  inputs: [],
  outputs: scheduleOutput,
  params: {
    initial_learning_rate: initialLearningRate('The learning rate of the first step.'),
    decay_steps: decaySteps(100, 'After this many batches the learning rate has been multiplied by decay_rate once.'),
    decay_rate: real(0.9, {
      min: 0,
      max: 10,
      step: 0.01,
      help: 'The factor: 0.5 halves the learning rate, 1 keeps it.',
    }),
    staircase: flag(false, {
      help: 'Keeps the learning rate between drops instead of lowering it a little with every step.',
    }),
  },
  card: ['initial_learning_rate', 'decay_steps', 'decay_rate'],
  learningRate({ initial_learning_rate, decay_steps, decay_rate, staircase }, step) {
    const exponent = step / decay_steps;
    return initial_learning_rate * decay_rate ** (staircase ? Math.floor(exponent) : exponent);
  },
  horizon({ decay_steps, decay_rate }) {
    const falls = decay_rate > 0 && decay_rate < 1;
    const drops = falls ? Math.log(REMAINDER) / Math.log(decay_rate) : 0;
    return Math.ceil(decay_steps * Math.min(Math.max(drops, 3), 100));
  },
});
