import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { adam } from '../../../src/catalog/optimizers/adam.ts';
import { walk } from './walk.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('has the defaults of Keras 3', () => {
  expect(defaultParams(adam)).toMatchObject({
    learning_rate: 0.001,
    beta_1: 0.9,
    beta_2: 0.999,
    epsilon: 1e-7,
    amsgrad: false,
  });
});

it('has the slots of Keras 3, velocity_hat only with amsgrad', () => {
  expect(Object.keys(adam.slots({ amsgrad: false }))).toEqual(['momentum', 'velocity']);
  expect(Object.keys(adam.slots({ amsgrad: true }))).toEqual(['momentum', 'velocity', 'velocity_hat']);
});

it('adds epsilon before the bias correction: a tiny gradient takes a short first step', () => {
  const path = walk({ optimizer: adam, params: {}, start: [0], steps: 1, gradient: () => [1e-6] });
  // Keras' figure; with epsilon behind the correction, as in tfjs, it would be −9.09e-4.
  expect((path[1]?.[0] ?? 0) * 1e4).toBeCloseTo(-2.4, 2);
});

it('with amsgrad, a past burst keeps later steps short', () => {
  const burst = (step: number) => [step < 5 ? 100 : 0.1];
  const run = (amsgrad: boolean) =>
    walk({
      optimizer: adam,
      params: { amsgrad, beta_2: 0.5, beta_1: 0 },
      start: [0],
      steps: 40,
      gradient: (_, step) => burst(step),
    });
  const stepLength = (path: number[][]) => Math.abs((path[40]?.[0] ?? 0) - (path[39]?.[0] ?? 0));
  expect(stepLength(run(true))).toBeLessThan(stepLength(run(false)) / 100);
});

it('stays put where the gradient is exactly zero', () => {
  expect(walk({ optimizer: adam, params: {}, start: [2], steps: 3, gradient: () => [0] }).at(-1)).toEqual([2]);
});
