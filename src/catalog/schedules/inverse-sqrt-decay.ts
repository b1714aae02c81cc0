/* With decay_steps 1 the rule lr₀/√t of the cs231n lectures, t counted from 1. */
import { defineSchedule } from '../define/index.ts';
import { decaySteps, initialLearningRate, scheduleOutput } from './common.ts';

export const inverseSqrtDecay = defineSchedule({
  type: 'InverseSqrtDecay',
  category: 'Schedules',
  inKeras: () => ({
    none: 'Keras has no schedule that falls with the root of the step. InverseTimeDecay falls faster, PolynomialDecay along a curve of your choice.',
  }),
  summary: 'Divides the learning rate by the root of the number of steps.',
  description:
    'Falls fast at first and very slowly later: to get half of the learning rate it takes three times decay_steps, to get a tenth of it a hundred times. With decay_steps 1 it is the plain rule that divides by the root of the step. Transformers are usually trained with it, behind a warm-up; wire it into a Warmup for that.',
  formula: 'lr = initial_learning_rate / √(1 + step/decay_steps)',
  keywords: ['learning rate', 'transformer', 'rsqrt', 'annealing'],
  inputs: [],
  outputs: scheduleOutput,
  params: {
    initial_learning_rate: initialLearningRate('The learning rate of the first step.'),
    decay_steps: decaySteps(100, 'The number of batches that count as one; the larger, the slower the fall.'),
  },
  card: ['initial_learning_rate', 'decay_steps'],
  learningRate: ({ initial_learning_rate, decay_steps }, step) =>
    initial_learning_rate / Math.sqrt(1 + step / decay_steps),
  /** Until a quarter is left. */
  horizon: ({ decay_steps }) => decay_steps * 15,
});
