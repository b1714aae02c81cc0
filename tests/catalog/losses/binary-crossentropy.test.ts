import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import type { Tensor } from '../../../src/catalog/define/index.ts';
import { binaryCrossentropy } from '../../../src/catalog/losses/binary-crossentropy.ts';
import { figureOf } from '../metrics/measure.ts';
import { CLOSE, gradientOf, meanOf, mismatch, paramsOf, valueOf } from './check.ts';
import type { Rows } from './check.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Given = Readonly<Record<string, number | boolean>>;
const onProbabilities = (given?: Given) => (y: Tensor, p: Tensor) =>
  binaryCrossentropy.call(tf, paramsOf(binaryCrossentropy, given), y, p);
const onLogits = (given?: Given) => (y: Tensor, x: Tensor) => {
  const loss = binaryCrossentropy.callOnLogits?.(tf, paramsOf(binaryCrossentropy, given), y, x);
  if (loss === undefined) throw new Error('BinaryCrossentropy has no callOnLogits');
  return loss;
};

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const entropy = (y: number, p: number): number => -(y * Math.log(p) + (1 - y) * Math.log(1 - p));
const smooth = (y: number, s: number): number => y * (1 - s) + s / 2;

it('has the defaults of Keras 3', () => {
  expect(defaultParams(binaryCrossentropy)).toEqual({ from_logits: false, label_smoothing: 0 });
});

describe('on probabilities', () => {
  const truth = [[1], [0], [1], [0]];
  const answers = [[0.9], [0.2], [0.4], [0.5]];

  it('is the mean surprise, with the right slope', () => {
    expect(valueOf(onProbabilities(), [[1]], [[0.5]])).toBeCloseTo(Math.LN2, 6);
    expect(mismatch(onProbabilities(), meanOf(entropy), truth, answers)).toBeLessThan(CLOSE);
  });

  it('averages over several yes-or-no columns', () => {
    expect(mismatch(onProbabilities(), meanOf(entropy), [[1, 0]], [[0.7, 0.1]])).toBeLessThan(CLOSE);
  });

  it('blurs the targets towards one half', () => {
    expect(
      mismatch(
        onProbabilities({ label_smoothing: 0.2 }),
        meanOf((y, p) => entropy(smooth(y, 0.2), p)),
        truth,
        answers,
      ),
    ).toBeLessThan(CLOSE);
  });

  it('clips at 1e-7, as Keras does', () => {
    expect(valueOf(onProbabilities(), [[1]], [[0]])).toBeCloseTo(-Math.log(1e-7), 4);
    // In float32, 1 − 1e-7 is rounded to 1 − 2⁻²³.
    expect(valueOf(onProbabilities(), [[0]], [[1]])).toBeCloseTo(Math.log(2 ** 23), 4);
  });

  it('reads logits where from_logits is set', () => {
    expect(valueOf(onProbabilities({ from_logits: true }), [[1], [0]], [[2], [-1]])).toBeCloseTo(
      (entropy(1, sigmoid(2)) + entropy(0, sigmoid(-1))) / 2,
      6,
    );
  });
});

describe('on logits', () => {
  const truth = [[1], [0], [1], [0], [1]];
  const logits = [[2.5], [-0.75], [-3], [4], [0]];

  it.each([0, 0.1, 1])('agrees with the formula, with the right slope (label_smoothing %d)', (s) => {
    expect(
      mismatch(
        onLogits({ label_smoothing: s }),
        meanOf((y, x) => entropy(smooth(y, s), sigmoid(x))),
        truth,
        logits,
      ),
    ).toBeLessThan(CLOSE);
  });

  it('has slope −y/2 … at exactly 0, where every corner of the safe form lies', () => {
    expect(gradientOf(onLogits(), [[1], [0]], [[0], [0]])).toEqual([-0.25, 0.25]);
  });

  it('is exact and keeps its slope at ±500', () => {
    expect(valueOf(onLogits(), [[1]], [[-500]])).toBe(500);
    expect(valueOf(onLogits(), [[0]], [[500]])).toBe(500);
    expect(valueOf(onLogits(), [[1]], [[500]])).toBe(0);
    expect(gradientOf(onLogits(), [[1], [0], [1], [0]], [[-500], [500], [500], [-500]])).toEqual([-0.25, 0.25, 0, 0]);
  });
});

it('chooses how targets are written by classes and units', () => {
  expect(binaryCrossentropy.encoding(2, 1)).toBe('binary');
  expect(binaryCrossentropy.encoding(2, 2)).toBe('one-hot');
  expect(binaryCrossentropy.encoding(3, 3)).toBe('one-hot');
  expect(binaryCrossentropy.encoding(3, 1)).toBe('one-hot');
});

it('measures accuracy with the threshold that fits what it reads', () => {
  const figure = (given: Given, encoding: 'binary' | 'one-hot', y_true: Rows, y_pred: Rows) => {
    const [accuracy] = binaryCrossentropy.metrics(paramsOf(binaryCrossentropy, given), encoding);
    expect(accuracy?.name).toBe('accuracy');
    return accuracy && figureOf(accuracy, [{ y_true, y_pred }]);
  };
  expect(figure({}, 'binary', [[1], [0]], [[0.2], [0.4]])).toBe(0.5);
  expect(figure({ from_logits: true }, 'binary', [[1], [0]], [[0.2], [-0.4]])).toBe(1);
  expect(figure({}, 'one-hot', [[1, 0]], [[0.2, 0.1]])).toBe(1);
});

it('says what it wants in front of it', () => {
  expect(binaryCrossentropy.wants).toEqual({ activation: 'sigmoid', fused: true });
  expect(binaryCrossentropy.fromLogits?.({ from_logits: true, label_smoothing: 0 })).toBe(true);
});
