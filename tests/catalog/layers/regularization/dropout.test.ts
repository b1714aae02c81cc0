import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { dropout } from '../../../../src/catalog/layers/regularization/dropout.ts';
import { call, context, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const run = (rate: number, training: boolean, n = 20_000) =>
  tf.tidy(() =>
    Array.from(call(dropout, params(dropout, { rate }), [tf.ones([n / 10, 10])], {}, context({ training })).dataSync()),
  );

test.each([0.1, 0.5, 0.8])('rate %d drops that fraction and keeps the mean', (rate) => {
  const y = run(rate, true);
  const zeros = y.filter((value) => value === 0).length / y.length;
  expect(zeros).toBeCloseTo(rate, 1);
  expect(y.reduce((a, b) => a + b) / y.length).toBeCloseTo(1, 1);
  expect(new Set(y)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
});

test('drops where the uniform number lies below the rate, and only there', () => {
  const y = tf.tidy(() =>
    call(
      dropout,
      params(dropout, { rate: 0.3 }),
      [tf.tensor2d([[7, 7, 7]])],
      {},
      context({ training: true, random: { keep: tf.tensor2d([[0.29, 0.3, 0.31]]) } }),
    ).dataSync(),
  );
  expect([...y].map((value) => Number(value.toFixed(4)))).toEqual([0, 10, 10]);
});

test('outside training and at rate 0 nothing happens', () => {
  expect(run(0.5, false).every((value) => value === 1)).toBe(true);
  expect(run(0, true).every((value) => value === 1)).toBe(true);
});

test('rate 1 gives zeros, not NaN', () => expect(run(1, true).every((value) => value === 0)).toBe(true));

test('the gradient takes the same way as the values', () => {
  tf.tidy(() => {
    const ctx = () => context({ training: true });
    const x = tf.ones([5, 4]);
    const y = call(dropout, params(dropout), [x], {}, ctx()).dataSync();
    const dy = tf
      .grad((z) => call(dropout, params(dropout), [z], {}, ctx()))(x)
      .dataSync();
    expect([...dy]).toEqual([...y]);
  });
});
