import { beforeEach, describe, expect, test } from 'vitest';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { tf } from '../../../src/runtime/tf.ts';
import { noise, openHeap, worst } from '../../support/heap.ts';

type Shape = [number, number, number, number];

interface Case {
  readonly x: Shape;
  readonly window: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
}

const CASES: readonly Case[] = [
  { x: [2, 6, 6, 4], window: 2, strides: 2, pad: 'valid' },
  { x: [2, 7, 6, 5], window: [3, 2], strides: [2, 1], pad: 'same' },
  { x: [1, 5, 5, 9], window: 3, strides: 2, pad: 'same' },
  { x: [3, 4, 4, 1], window: 3, strides: 1, pad: 'same' },
  { x: [2, 6, 5, 3], window: 3, strides: 2, pad: 1 },
];

const size = (shape: readonly number[]): number => shape.reduce((product, each) => product * each, 1);
const make = (shape: Shape, key: string, shift = 0): Tensor4D =>
  tf.tensor4d(
    noise(size(shape), key, ...shape).map((value) => value + shift),
    shape,
  );
const inner = (a: Tensor, b: Tensor): number => tf.tidy(() => tf.sum(tf.mul(a, b)).dataSync()[0] ?? Number.NaN);

beforeEach(async () => {
  await openHeap();
});

describe('the gradient of a max pool', () => {
  // Shifted below zero: tfjs' own kernel goes wrong where a window is all negative.
  test.each(CASES)(
    'is that of cpu: $x, window $window, strides $strides, $pad',
    async ({ x, window, strides, pad }) => {
      const gradient = (): Float32Array =>
        tf.tidy(() => {
          const pool = (image: Tensor): Tensor => tf.maxPool(image as Tensor4D, window, strides, pad);
          const image = make(x, 'x', -5);
          return tf
            .grad(pool)(image, make(pool(image).shape as Shape, 'r'))
            .dataSync() as Float32Array;
        });
      const wasm = gradient();
      await tf.setBackend('cpu');
      const cpu = gradient();
      expect(cpu.some((value) => value !== 0)).toBe(true);
      expect(worst(wasm, cpu)).toBeLessThan(1e-6);
    },
  );

  test('goes to the first of equal pixels, and nowhere but to the largest', () => {
    tf.tidy(() => {
      const image = tf.tensor4d([-3, -1, -1, -2, -7, -8, -9, -9], [1, 2, 4, 1]);
      const dx = tf.grad((x: Tensor) => tf.maxPool(x as Tensor4D, 2, 2, 'valid'))(
        image,
        tf.tensor4d([5, 7], [1, 1, 2, 1]),
      );
      expect([...dx.dataSync()]).toEqual([0, 5, 7, 0, 0, 0, 0, 0]);
    });
  });
});

describe('the gradient of an average pool', () => {
  // The pool is linear, so ⟨gradient, u⟩ must be Σ r·pool(u); tfjs' kernels fail this at a padded border.
  test.each(CASES)(
    'fits the forward pass: $x, window $window, strides $strides, $pad',
    ({ x, window, strides, pad }) => {
      tf.tidy(() => {
        const pool = (image: Tensor): Tensor => tf.avgPool(image as Tensor4D, window, strides, pad);
        const [image, u] = [make(x, 'x'), make(x, 'u')];
        const r = make(pool(image).shape as Shape, 'r');
        const dx = tf.grad(pool)(image, r);
        expect(Math.abs(inner(dx, u) - inner(pool(u), r))).toBeLessThan(1e-4);
      });
    },
  );
});
