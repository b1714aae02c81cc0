/* Loshchilov and Hutter, 2017 (SGDR), as in Keras 3. */
import { defineSchedule } from '../define/index.ts';
import { real } from '../params.ts';
import { decaySteps, initialLearningRate, scheduleOutput } from './common.ts';

/** Which wave this is, and how much of it has passed; `length` is counted in first waves. */
function placeIn(length: number, growth: number): { wave: number; passed: number } {
  if (growth === 1) return { wave: Math.floor(length), passed: length % 1 };
  // Where a wave begins, the logarithms may fall short of a whole number by a rounding.
  const wave = Math.floor(Math.log(1 - length * (1 - growth)) / Math.log(growth) + 1e-9);
  const begun = (1 - growth ** wave) / (1 - growth);
  return { wave, passed: (length - begun) / growth ** wave };
}

export const cosineDecayRestarts = defineSchedule({
  type: 'CosineDecayRestarts',
  category: 'Schedules',
  keras: { module: 'keras.optimizers.schedules', positional: ['initial_learning_rate', 'first_decay_steps'] },
  summary: 'Half cosine waves one after the other, each starting high again.',
  description:
    'Falls along a half cosine wave and then jumps back up, again and again. Each restart shakes the weights out of the place they have settled in and gives them the chance to find a better one; the network is at its best right before a jump. t_mul makes every wave longer than the one before, m_mul makes it less high. Stop the run at the end of a wave: with t_mul 2 these are 1, 3, 7, 15, … times first_decay_steps.',
  formula:
    'lr = initial_learning_rate·((1−α)·½·m_mulⁱ·(1 + cos(π·f)) + α)   (wave i, of which the fraction f has passed)',
  keywords: ['learning rate', 'SGDR', 'warm restarts', 'annealing', 'cycle'],
  inputs: [],
  outputs: scheduleOutput,
  params: {
    initial_learning_rate: initialLearningRate('The learning rate of the first step.'),
    first_decay_steps: decaySteps(100, 'The number of batches of the first wave.'),
    t_mul: real(2, { min: 1, max: 100, step: 0.5, help: 'How many times longer each wave is than the one before.' }),
    m_mul: real(1, { min: 0, max: 10, step: 0.1, help: 'How many times higher each wave begins than the one before.' }),
    alpha: real(0, { min: 0, max: 1, step: 0.01, help: 'The lowest learning rate, as a fraction of the highest.' }),
  },
  card: ['initial_learning_rate', 'first_decay_steps', 't_mul'],
  learningRate({ initial_learning_rate, first_decay_steps, t_mul, m_mul, alpha }, step) {
    const { wave, passed } = placeIn(step / first_decay_steps, t_mul);
    const height = 0.5 * m_mul ** wave * (1 + Math.cos(Math.PI * passed));
    return initial_learning_rate * ((1 - alpha) * height + alpha);
  },
  /** Three waves. */
  horizon: ({ first_decay_steps, t_mul }) => Math.ceil(first_decay_steps * Math.min(1 + t_mul + t_mul ** 2, 100)),
});
