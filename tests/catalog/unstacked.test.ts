import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { Tensor } from '../../src/catalog/define/index.ts';
import { unstacked } from '../../src/catalog/unstacked.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each([1, 3])('%i steps are given one by one, and each has a gradient', (steps) => {
  const slope = tf.tidy(() => {
    const x = tf.ones([2, steps, 4]);
    const sum = (given: Tensor) =>
      unstacked(tf, given, 1)
        .map((step, i) => tf.sum(tf.mul(step, i + 1)))
        .reduce((a, b) => tf.add(a, b)) as tf.Scalar;
    expect(unstacked(tf, x, 1).map(({ shape }) => shape)).toEqual(Array.from({ length: steps }, () => [2, 4]));
    return tf.grad(sum)(x).dataSync();
  });
  expect([...slope]).toEqual(Array.from({ length: 2 * steps * 4 }, (_, i) => (Math.floor(i / 4) % steps) + 1));
});
