import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { sgd } from '../../../src/catalog/optimizers/sgd.ts';
import { walk } from './walk.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('has the defaults of Keras 3', () => {
  expect(defaultParams(sgd)).toEqual({
    learning_rate: 0.01,
    weight_decay: null,
    clipnorm: null,
    clipvalue: null,
    global_clipnorm: null,
    momentum: 0,
    nesterov: false,
    use_ema: false,
    ema_momentum: 0.99,
    ema_overwrite_frequency: null,
  });
});

it('keeps a velocity only with momentum, whether or not nesterov is on', () => {
  expect(sgd.slots({ momentum: 0, nesterov: true })).toEqual({});
  expect(sgd.slots({ momentum: 0.9, nesterov: false })).toEqual({ momentum: 0 });
});

it('stores the learning rate in the velocity, so that a drop does not shrink the roll', () => {
  const path = walk({
    optimizer: sgd,
    params: { momentum: 0.9 },
    start: [0],
    steps: 6,
    gradient: () => [1],
    learningRate: (step) => (step < 3 ? 0.1 : 0.01),
  });
  // The figure of the Keras reference; tfjs' own momentum would end at −0.683.
  expect(path.at(-1)?.[0]).toBeCloseTo(-1.278, 3);
});

it('takes plain steps for nesterov without momentum', () => {
  const path = walk({
    optimizer: sgd,
    params: { nesterov: true, learning_rate: 0.5 },
    start: [3],
    steps: 2,
    gradient: ([x = 0]) => [x],
  });
  expect(path).toEqual([[3], [1.5], [0.75]]);
});
