/** Mean squared and mean absolute error. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../../../src/catalog/define/index.ts';
import { meanAbsoluteError } from '../../../src/catalog/losses/mean-absolute-error.ts';
import { meanSquaredError } from '../../../src/catalog/losses/mean-squared-error.ts';
import { CLOSE, gradientOf, meanOf, mismatch, valueOf } from './check.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const squared = (y: Tensor, p: Tensor) => meanSquaredError.call(tf, {}, y, p);
const absolute = (y: Tensor, p: Tensor) => meanAbsoluteError.call(tf, {}, y, p);
const truth = [
  [1, -2],
  [0, 4],
  [3, 0.5],
];
const answers = [
  [1.5, -1],
  [0.25, 1],
  [-2, 0.75],
];

it('averages the squares, with the right slope', () => {
  expect(valueOf(squared, [[0], [0]], [[1], [3]])).toBeCloseTo(5, 6);
  expect(
    mismatch(
      squared,
      meanOf((y, p) => (y - p) ** 2),
      truth,
      answers,
    ),
  ).toBeLessThan(CLOSE);
});

it('averages the distances, with the right slope', () => {
  expect(valueOf(absolute, [[0], [0]], [[1], [-3]])).toBeCloseTo(2, 6);
  expect(
    mismatch(
      absolute,
      meanOf((y, p) => Math.abs(y - p)),
      truth,
      answers,
    ),
  ).toBeLessThan(CLOSE);
});

it('has no slope where an absolute error is exactly zero', () => {
  expect(gradientOf(absolute, [[2], [2]], [[2], [3]])).toEqual([0, 0.5]);
});

it('chains into what comes before and after', () => {
  const slope = tf.grad((x) => tf.mul(squared(tf.tensor2d([[1]]), tf.mul(x, 3)), 2));
  // d/dx 2(3x − 1)² at x = 1 is 24.
  expect(slope(tf.tensor2d([[1]])).dataSync()[0]).toBeCloseTo(24, 4);
});

it('refuses shapes that would be stretched silently', () => {
  expect(() => squared(tf.zeros([3]), tf.zeros([3, 1]))).toThrow('y_true of shape 3 and y_pred of shape 3×1');
});

describe.each([meanSquaredError, meanAbsoluteError])('$type', (loss) => {
  it('reads values as they are, two classes with one unit as 0 and 1, others as a column each', () => {
    expect(loss.encoding(0, 1)).toBe('values');
    expect(loss.encoding(0, 3)).toBe('values');
    expect(loss.encoding(2, 1)).toBe('binary');
    expect(loss.encoding(2, 2)).toBe('one-hot');
    expect(loss.encoding(3, 3)).toBe('one-hot');
  });

  it('measures accuracy on classes and another error on values', () => {
    expect(loss.metrics({}, 'binary').map(({ name }) => name)).toEqual(['accuracy']);
    expect(loss.metrics({}, 'one-hot').map(({ name }) => name)).toEqual(['accuracy']);
    expect(loss.metrics({}, 'values').map(({ name }) => name)).toEqual([
      loss === meanSquaredError ? 'mean_absolute_error' : 'mean_squared_error',
    ]);
  });

  it('works on plain values only, never on logits', () => {
    expect(loss.wants).toBeUndefined();
    expect(loss.callOnLogits).toBeUndefined();
  });
});
