import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { adagrad } from '../../../src/catalog/optimizers/adagrad.ts';
import { walk } from './walk.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('has the defaults of Keras 3', () => {
  expect(defaultParams(adagrad)).toMatchObject({ learning_rate: 0.001, initial_accumulator_value: 0.1, epsilon: 1e-7 });
});

it('starts its sum from initial_accumulator_value', () => {
  expect(adagrad.slots({ initial_accumulator_value: 0.25 })).toEqual({ accumulator: 0.25 });
  // First step: a = 0.25 + 0.75, so the whole gradient counts.
  const params = { initial_accumulator_value: 0.25, learning_rate: 1, epsilon: 0 };
  const path = walk({ optimizer: adagrad, params, start: [0], steps: 1, gradient: () => [Math.sqrt(0.75)] });
  expect(path[1]?.[0]).toBeCloseTo(-Math.sqrt(0.75), 6);
});

it('takes ever shorter steps on a constant gradient', () => {
  const path = walk({ optimizer: adagrad, params: {}, start: [0], steps: 50, gradient: () => [1] });
  const lengths = path.slice(1).map(([x = 0], i) => Math.abs(x - (path[i]?.[0] ?? 0)));
  expect(lengths.every((length, i) => i === 0 || length < (lengths[i - 1] ?? 0))).toBe(true);
});
