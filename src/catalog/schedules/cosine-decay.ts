/* One wave of Loshchilov and Hutter, 2017, with the warm-up of Keras 3. */
import { defineSchedule } from '../define/index.ts';
import { integer, optionalReal, real } from '../params.ts';
import { decaySteps, initialLearningRate, scheduleOutput } from './common.ts';

export const cosineDecay = defineSchedule({
  type: 'CosineDecay',
  category: 'Schedules',
  keras: { module: 'keras.optimizers.schedules', positional: ['initial_learning_rate', 'decay_steps'] },
  summary: 'Lowers the learning rate along half a cosine wave, with an optional warm-up.',
  description:
    'Stays high for a while, falls steadily through the middle and glides out flat, which leaves time both to explore and to settle. With a warmup_target the learning rate first climbs in a straight line from initial_learning_rate to that target: a network with fresh weights has large, unreliable gradients, and careful first steps keep it from being thrown off. Make decay_steps about the number of batches of the whole run (batches per epoch × epochs). If it is much shorter, the rest of the run is spent at the lowest value, which is 0 unless alpha is set, and nothing is learned any more.',
  formula:
    'lr = base·((1−α)·½(1 + cos(π·s/decay_steps)) + α)   (warm-up: a line from initial_learning_rate to warmup_target)',
  firstChoice: true,
  keywords: ['learning rate', 'annealing', 'warm-up', 'warmup'],
  inputs: [],
  outputs: scheduleOutput,
  params: {
    initial_learning_rate: initialLearningRate(
      'The learning rate of the first step; with warm-up, where the climb begins.',
    ),
    decay_steps: decaySteps(1000, 'The number of batches from the highest to the lowest learning rate.'),
    alpha: real(0, { min: 0, max: 1, step: 0.01, help: 'The lowest learning rate, as a fraction of the highest.' }),
    warmup_target: optionalReal({
      min: 0,
      max: 1e6,
      log: true,
      help: 'The highest learning rate, reached at the end of the warm-up. Empty means no warm-up.',
    }),
    warmup_steps: integer(0, {
      min: 0,
      max: 1e9,
      help: 'The number of batches the climb takes. Has an effect only with a warmup_target.',
    }),
  },
  card: ['initial_learning_rate', 'decay_steps', 'warmup_target'],
  learningRate({ initial_learning_rate, decay_steps, alpha, warmup_target, warmup_steps }, step) {
    if (warmup_target !== null && step < warmup_steps) {
      return initial_learning_rate + (warmup_target - initial_learning_rate) * (step / warmup_steps);
    }
    const base = warmup_target ?? initial_learning_rate;
    const decayed = warmup_target === null ? step : step - warmup_steps;
    const wave = (1 + Math.cos((Math.PI * Math.min(decayed, decay_steps)) / decay_steps)) / 2;
    return base * ((1 - alpha) * wave + alpha);
  },
  /** A tenth more than the fall takes, so that the flat end can be seen. */
  horizon({ decay_steps, warmup_target, warmup_steps }) {
    const steps = decay_steps + (warmup_target === null ? 0 : warmup_steps);
    return steps + Math.ceil(steps / 10);
  },
});
