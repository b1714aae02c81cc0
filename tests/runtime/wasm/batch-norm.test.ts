/* Batch normalisation: forward against the catalog's layer rule in ops, backward against tfjs and differences. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs';
import { tf } from '../../../src/runtime/tf.ts';
import { noise, openHeap, slopes, worst } from '../../support/heap.ts';
import type { Heap } from '../../support/heap.ts';

let heap: Heap;
beforeAll(async () => {
  heap = await openHeap();
});
afterEach(() => heap.free());

const [MOMENTUM, EPSILON] = [0.99, 1e-3];

const given = (rows: number, columns: number) => ({
  x: noise(rows * columns, 'x').map((value, i) => value * (1 + (i % columns)) + (i % columns)),
  gamma: noise(columns, 'gamma'),
  beta: noise(columns, 'beta'),
  mean: noise(columns, 'mean'),
  variance: noise(columns, 'variance').map(Math.abs),
  dy: noise(rows * columns, 'dy'),
});

function fused(rows: number, columns: number, affine: boolean) {
  const { x, gamma, beta, mean, variance, dy } = given(rows, columns);
  const [px, pg, pb] = [heap.put(x), affine ? heap.put(gamma) : 0, affine ? heap.put(beta) : 0] as const;
  const [movingMean, movingVariance] = [heap.put(mean), heap.put(variance)] as const;
  const [y, centre, inverse] = [heap.room(rows * columns), heap.room(columns), heap.room(columns)] as const;
  heap.run('batchNorm', px, pg, pb, movingMean, movingVariance, y, centre, inverse, rows, columns, MOMENTUM, EPSILON);
  const [dx, dGamma, dBeta] = [heap.room(rows * columns), heap.room(columns), heap.room(columns)] as const;
  heap.run('batchNormGrad', px, pg, centre, inverse, heap.put(dy), dx, dGamma, dBeta, rows, columns);
  return {
    y: heap.take(y, rows * columns),
    movingMean: heap.take(movingMean, columns),
    movingVariance: heap.take(movingVariance, columns),
    dx: heap.take(dx, rows * columns),
    dGamma: heap.take(dGamma, columns),
    dBeta: heap.take(dBeta, columns),
  };
}

function unfused(rows: number, columns: number, affine: boolean) {
  const { x, gamma, beta, mean, variance, dy } = given(rows, columns);
  return tf.tidy(() => {
    const statistics = (values: Tensor) => {
      const centre = tf.mean(values, 0);
      return { centre, spread: tf.mean(tf.square(tf.sub(values, centre)), 0) };
    };
    const normal = (values: Tensor, g: Tensor, b: Tensor): Tensor => {
      const { centre, spread } = statistics(values);
      return tf.add(tf.mul(tf.sub(values, centre), tf.mul(tf.rsqrt(tf.add(spread, EPSILON)), g)), b);
    };
    const image = tf.tensor2d(x, [rows, columns]);
    const [g, b] = affine ? [tf.tensor1d(gamma), tf.tensor1d(beta)] : [tf.ones([columns]), tf.zeros([columns])];
    const { centre, spread } = statistics(image);
    const follow = (old: Float32Array, next: Tensor): Tensor =>
      tf.add(tf.mul(tf.tensor1d(old), MOMENTUM), tf.mul(next, 1 - MOMENTUM));
    const [dx, dGamma, dBeta] = tf.grads(normal)([image, g, b], tf.tensor2d(dy, [rows, columns]));
    const values = (tensor: Tensor | undefined): Float32Array => tensor?.dataSync() as Float32Array;
    return {
      y: values(normal(image, g, b)),
      movingMean: values(follow(mean, centre)),
      movingVariance: values(follow(variance, spread)),
      dx: values(dx),
      dGamma: values(dGamma),
      dBeta: values(dBeta),
    };
  });
}

describe.each([true, false])('batch normalisation (gamma and beta: %s)', (affine) => {
  test.each([
    [32, 16],
    [10, 3],
    [7, 1],
    [64, 21],
    [2, 5],
  ])('%i × %i is the layer built of ops', (rows, columns) => {
    const [found, wanted] = [fused(rows, columns, affine), unfused(rows, columns, affine)];
    const scale = (values: Float32Array): number => Math.max(1, ...values.map(Math.abs));
    for (const part of ['y', 'movingMean', 'movingVariance', 'dGamma', 'dBeta', 'dx'] as const)
      expect(worst(found[part], wanted[part], scale(wanted[part])), part).toBeLessThan(5e-6);
  });

  test('the gradients fit differences', () => {
    const [rows, columns] = [6, 5];
    const { x, gamma, beta, dy } = given(rows, columns);
    const output = (at: ArrayLike<number>, g: ArrayLike<number>, b: ArrayLike<number>): number => {
      let sum = 0;
      for (let j = 0; j < columns; j++) {
        const column = Array.from({ length: rows }, (_, i) => at[i * columns + j] ?? Number.NaN);
        const mean = column.reduce((all, value) => all + value, 0) / rows;
        const variance = column.reduce((all, value) => all + (value - mean) ** 2, 0) / rows;
        column.forEach((value, i) => {
          const h = (value - mean) / Math.sqrt(variance + EPSILON);
          sum += (h * (affine ? (g[j] ?? 0) : 1) + (affine ? (b[j] ?? 0) : 0)) * (dy[i * columns + j] ?? 0);
        });
      }
      return sum;
    };
    const found = fused(rows, columns, affine);
    expect(
      worst(
        found.dx,
        slopes((at) => output(at, gamma, beta), x),
      ),
    ).toBeLessThan(1e-5);
    if (!affine) return;
    expect(
      worst(
        found.dGamma,
        slopes((at) => output(x, at, beta), gamma),
      ),
    ).toBeLessThan(1e-5);
    expect(
      worst(
        found.dBeta,
        slopes((at) => output(x, gamma, at), beta),
      ),
    ).toBeLessThan(1e-5);
  });
});

test('features far from zero keep their spread', () => {
  const x = noise(64 * 4, 'far').map((value) => value + 1e4);
  const [y, mean, inverse] = [heap.room(256), heap.room(4), heap.room(4)] as const;
  heap.run('batchNorm', heap.put(x), 0, 0, heap.room(4), heap.room(4), y, mean, inverse, 64, 4, MOMENTUM, EPSILON);
  const values = heap.take(y, 256);
  expect(Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / 256)).toBeCloseTo(1, 2);
});

test('the gradient may overwrite the one it came from', () => {
  const [rows, columns] = [10, 6];
  const { x, gamma, dy } = given(rows, columns);
  const wanted = fused(rows, columns, true).dx;
  const [px, pg, slope] = [heap.put(x), heap.put(gamma), heap.put(dy)] as const;
  const [y, mean, inverse] = [heap.room(60), heap.room(6), heap.room(6)] as const;
  heap.run('batchNorm', px, pg, 0, heap.room(6), heap.room(6), y, mean, inverse, rows, columns, MOMENTUM, EPSILON);
  heap.run('batchNormGrad', px, pg, mean, inverse, slope, slope, 0, 0, rows, columns);
  expect(heap.take(slope, 60)).toEqual(wanted);
});
