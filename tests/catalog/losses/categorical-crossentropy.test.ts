import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import type { Tensor } from '../../../src/catalog/define/index.ts';
import { categoricalCrossentropy } from '../../../src/catalog/losses/categorical-crossentropy.ts';
import type { Formula } from './check.ts';
import { CLOSE, gradientOf, mismatch, paramsOf, valueOf } from './check.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Given = Readonly<Record<string, number | boolean>>;
const onProbabilities = (given?: Given) => (y: Tensor, p: Tensor) =>
  categoricalCrossentropy.call(tf, paramsOf(categoricalCrossentropy, given), y, p);
const onLogits = (given?: Given) => (y: Tensor, x: Tensor) => {
  const loss = categoricalCrossentropy.callOnLogits?.(tf, paramsOf(categoricalCrossentropy, given), y, x);
  if (loss === undefined) throw new Error('CategoricalCrossentropy has no callOnLogits');
  return loss;
};

const total = (row: readonly number[]): number => row.reduce((sum, value) => sum + value, 0);
const softmax = (row: readonly number[]): number[] => {
  const powers = row.map(Math.exp);
  return powers.map((power) => power / total(powers));
};
/** The formula on rows that `probabilities` turns into probabilities, with smoothed targets. */
const formula =
  (probabilities: (row: readonly number[]) => readonly number[], smoothing = 0): Formula =>
  (yTrue, yPred) =>
    total(
      yPred.map((row, i) => {
        const p = probabilities(row);
        return -total(
          p.map((value, j) => ((yTrue[i]?.[j] ?? 0) * (1 - smoothing) + smoothing / p.length) * Math.log(value)),
        );
      }),
    ) / yPred.length;
const normalised = (row: readonly number[]): number[] => row.map((value) => value / total(row));

const truth = [
  [0, 1, 0],
  [1, 0, 0],
];

it('has the defaults of Keras 3', () => {
  expect(defaultParams(categoricalCrossentropy)).toEqual({ from_logits: false, label_smoothing: 0 });
});

describe('on probabilities', () => {
  const answers = [
    [0.1, 0.7, 0.2],
    [0.3, 0.3, 0.4],
  ];

  it.each([0, 0.3])('agrees with the formula, with the right slope (label_smoothing %d)', (s) => {
    expect(mismatch(onProbabilities({ label_smoothing: s }), formula(normalised, s), truth, answers)).toBeLessThan(
      CLOSE,
    );
  });

  it('makes rows add up to 1 first, as Keras does', () => {
    expect(valueOf(onProbabilities(), [[1, 0]], [[3, 1]])).toBeCloseTo(-Math.log(0.75), 6);
    expect(mismatch(onProbabilities(), formula(normalised), [[1, 0]], [[3, 1]])).toBeLessThan(CLOSE);
  });

  it('clips at 1e-7, as Keras does', () => {
    expect(valueOf(onProbabilities(), [[1, 0]], [[0, 1]])).toBeCloseTo(-Math.log(1e-7), 4);
  });

  it('reads logits where from_logits is set', () => {
    expect(
      mismatch(onProbabilities({ from_logits: true }), formula(softmax), truth, [
        [1, -2, 0.5],
        [0, 3, -1],
      ]),
    ).toBeLessThan(CLOSE);
  });
});

describe('on logits', () => {
  const logits = [
    [1.5, -0.5, 0.25],
    [-2, 4, 1],
  ];

  it.each([0, 0.1, 1])('agrees with the formula, with the right slope (label_smoothing %d)', (s) => {
    expect(mismatch(onLogits({ label_smoothing: s }), formula(softmax, s), truth, logits)).toBeLessThan(CLOSE);
  });

  it.each([2, 3, 10])('starts at log C for %d classes', (classes) => {
    const row = (value: (i: number) => number) => [Array.from({ length: classes }, (_, i) => value(i))];
    expect(
      valueOf(
        onLogits(),
        row((i) => (i === 0 ? 1 : 0)),
        row(() => 0.3),
      ),
    ).toBeCloseTo(Math.log(classes), 5);
  });

  it('is exact and keeps its slope at ±500', () => {
    expect(valueOf(onLogits(), [[1, 0]], [[-500, 500]])).toBe(1000);
    expect(Math.abs(valueOf(onLogits(), [[0, 1]], [[-500, 500]]))).toBe(0);
    expect(gradientOf(onLogits(), [[1, 0]], [[-500, 500]])).toEqual([-1, 1]);
    expect(gradientOf(onLogits(), [[0, 1]], [[-500, 500]])).toEqual([0, 0]);
  });

  it('adds up over the last axis and averages over all others', () => {
    const loss = onLogits();
    const logits3 = tf.zeros([2, 3, 4]);
    const truth3 = tf
      .oneHot(
        tf.tensor2d(
          [
            [0, 1, 2],
            [3, 0, 1],
          ],
          [2, 3],
          'int32',
        ),
        4,
      )
      .toFloat();
    expect(loss(truth3, logits3).dataSync()[0]).toBeCloseTo(Math.log(4), 5);
  });
});

it('writes a column per class and measures accuracy', () => {
  expect(categoricalCrossentropy.encoding(3, 3)).toBe('one-hot');
  expect(categoricalCrossentropy.encoding(2, 1)).toBe('one-hot');
  expect(categoricalCrossentropy.metrics(paramsOf(categoricalCrossentropy), 'one-hot').map(({ name }) => name)).toEqual(
    ['accuracy'],
  );
  expect(categoricalCrossentropy.wants).toEqual({ activation: 'softmax', fused: true });
});

it('leaves no tensors behind', () => {
  const run = () =>
    gradientOf(onLogits({ label_smoothing: 0.1 }), truth, [
      [1, 2, 3],
      [4, 5, 6],
    ]);
  const before = tf.memory().numTensors;
  run();
  const once = tf.memory().numTensors;
  run();
  // `gradientOf` itself keeps the targets it was given; the loss adds nothing to that.
  expect(once - before).toBe(1);
  expect(tf.memory().numTensors - once).toBe(1);
});
