import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { rmsprop } from '../../../src/catalog/optimizers/rmsprop.ts';
import { walk } from './walk.ts';
import { landscapes } from './functions.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('has the defaults of Keras 3', () => {
  expect(defaultParams(rmsprop)).toMatchObject({
    learning_rate: 0.001,
    rho: 0.9,
    momentum: 0,
    epsilon: 1e-7,
    centered: false,
  });
});

it('keeps only the state it needs', () => {
  expect(Object.keys(rmsprop.slots({ momentum: 0, centered: false }))).toEqual(['velocity']);
  expect(Object.keys(rmsprop.slots({ momentum: 0.5, centered: true }))).toEqual([
    'velocity',
    'momentum',
    'average_gradient',
  ]);
});

it.each([0, 1e-4, 1e-3, 1, 288.85, 1270.87])('centered stays finite on a constant gradient of %d', (g) => {
  const path = walk({ optimizer: rmsprop, params: { centered: true }, start: [0], steps: 200, gradient: () => [g] });
  expect(path.every(([x = Number.NaN]) => Number.isFinite(x))).toBe(true);
});

/** The rule once more in plain float64 numbers, after section 3 of the Keras formulae. */
function plainWalk(centered: boolean, steps: number): readonly [number, number] {
  const w: [number, number] = [-1.2, 1];
  const v = [0, 0];
  const a = [0, 0];
  for (let step = 0; step < steps; step++) {
    const gradient = landscapes['rosenbrock']?.gradient(w) ?? [0, 0];
    for (const axis of [0, 1] as const) {
      const g = gradient[axis];
      v[axis] = 0.9 * (v[axis] ?? 0) + 0.1 * g * g;
      a[axis] = 0.9 * (a[axis] ?? 0) + 0.1 * g;
      const size = (v[axis] ?? 0) - (centered ? (a[axis] ?? 0) ** 2 : 0);
      w[axis] -= (0.01 * g) / Math.sqrt(size + 1e-7);
    }
  }
  return w;
}

it.each([false, true])('follows the plain rule along the valley of rosenbrock (centered: %s)', (centered) => {
  const path = walk({
    optimizer: rmsprop,
    params: { learning_rate: 0.01, centered },
    start: [-1.2, 1],
    steps: 60,
    gradient: ([x = 0, y = 0]) => landscapes['rosenbrock']?.gradient([x, y]) ?? [],
  });
  const [x, y] = plainWalk(centered, 60);
  expect(path[60]?.[0]).toBeCloseTo(x, 4);
  expect(path[60]?.[1]).toBeCloseTo(y, 4);
});
