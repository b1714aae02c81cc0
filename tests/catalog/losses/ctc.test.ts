/** CTC against every way to write the labels, one by one, and what it says of sequences that do not fit. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { random } from '../../../src/base/random.ts';
import { labelText, readLabels } from '../../../src/catalog/data/read-labels.ts';
import type { Tensor } from '../../../src/catalog/define/index.ts';
import { ctc } from '../../../src/catalog/losses/ctc.ts';
import { sequenceAccuracy } from '../../../src/catalog/metrics/sequence-accuracy.ts';
import { gradientOf, valueOf } from './check.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const call = (y: Tensor, x: Tensor) => ctc.call(tf, {}, y, x);
type Row = readonly number[];

const shares = (logits: Row): Row => {
  const powers = logits.map((x) => Math.exp(x));
  const whole = powers.reduce((a, b) => a + b);
  return powers.map((x) => x / whole);
};

/** Every path of classes through the steps. */
const paths = (steps: number, classes: number): readonly Row[] =>
  steps === 0
    ? [[]]
    : paths(steps - 1, classes).flatMap((path) => Array.from({ length: classes }, (_, i) => [...path, i]));

const said = (path: Row): Row => path.filter((label, t) => label !== 0 && label !== path[t - 1]);

function surprise(labels: Row, logits: readonly Row[]): number {
  const p = logits.map(shares);
  const wanted = labels.filter((label) => label > 0).join();
  const right = paths(logits.length, logits[0]?.length ?? 0).filter((path) => said(path).join() === wanted);
  return -Math.log(
    right.reduce((sum, path) => sum + path.reduce((product, label, t) => product * (p[t]?.[label] ?? 0), 1), 0),
  );
}

const mean = (labels: readonly Row[], logits: readonly (readonly Row[])[]): number =>
  labels.reduce((sum, row, i) => sum + surprise(row, logits[i] ?? []), 0) / labels.length;

const LABELS = [
  [1, 2, 1],
  [2, 2, 0],
  [3, 0, 0],
  [0, 0, 0],
];

function logitsOf(seed: number, [examples, steps, classes]: readonly [number, number, number]) {
  const rng = random(seed, 'ctc');
  return Array.from({ length: examples }, () =>
    Array.from({ length: steps }, () => Array.from({ length: classes }, () => 2 * rng.normal())),
  );
}

describe('ctc', () => {
  it('adds up every way to write the labels, of examples of different lengths', () => {
    const logits = logitsOf(1, [4, 6, 4]);
    expect(valueOf(call, LABELS, logits)).toBeCloseTo(mean(LABELS, logits), 5);
  });

  it('has the slope of that sum', () => {
    const logits = logitsOf(2, [4, 5, 4]);
    const found = gradientOf(call, LABELS, logits);
    const step = 1e-5;
    const moved = (place: number, by: number) => {
      let at = 0;
      return logits.map((example) => example.map((row) => row.map((x) => (at++ === place ? x + by : x))));
    };
    found.forEach((slope, place) => {
      const exact = (mean(LABELS, moved(place, step)) - mean(LABELS, moved(place, -step))) / (2 * step);
      expect(slope).toBeCloseTo(exact, 5);
    });
  });

  it('keeps its slope where the network is sure and wrong', () => {
    const sure = [
      [
        [0, 80, 0],
        [0, 80, 0],
        [0, 80, 0],
      ],
    ];
    expect(valueOf(call, [[2]], sure)).toBeCloseTo(240 - Math.log(6), 3);
    const slopes = gradientOf(call, [[2]], sure);
    expect(slopes[1]).toBeCloseTo(1, 4);
    expect(slopes.every(Number.isFinite)).toBe(true);
  });

  test('labels that do not fit into the steps are infinitely surprising, as in Keras', () => {
    const logits = logitsOf(3, [1, 2, 3]);
    expect(valueOf(call, [[1, 2]], logits)).toBeCloseTo(surprise([1, 2], logits[0] ?? []), 5);
    expect(valueOf(call, [[1, 1]], logits)).toBe(Infinity);
  });

  it('learns: plain steps along the slope write the labels', () => {
    const accuracy = tf.tidy(() => {
      const truth = tf.tensor2d(LABELS);
      let logits: Tensor = tf.tensor(logitsOf(4, [4, 7, 4]));
      const slope = tf.grad((x: Tensor) => call(truth, x));
      for (let i = 0; i < 60; i++) logits = tf.sub(logits, tf.mul(slope(logits), 4));
      return sequenceAccuracy.result(sequenceAccuracy.sums(tf, truth, logits).dataSync());
    });
    expect(accuracy).toBe(1);
  });
});

describe('sequence accuracy', () => {
  const accuracyOf = (labels: readonly Row[], logits: readonly (readonly Row[])[]) =>
    tf.tidy(() =>
      sequenceAccuracy.result(
        sequenceAccuracy
          .sums(
            tf,
            tf.tensor2d(labels.map((row) => [...row])),
            tf.tensor3d(logits.map((each) => each.map((row) => [...row]))),
          )
          .dataSync(),
      ),
    );
  const steps = (...best: readonly number[]) => best.map((label) => [0, 1, 2].map((i) => (i === label ? 1 : 0)));

  it.each([
    ['repeats count once', [1, 2, 0], [1, 1, 2, 2], 1],
    ['a blank parts equal labels', [1, 1, 0], [1, 0, 1, 1], 1],
    ['without one they are one', [1, 1, 0], [1, 1, 1, 1], 0],
    ['too many', [1, 0, 0], [1, 2, 0, 0], 0],
    ['more than there may be', [1, 2, 1], [1, 2, 1, 2], 0],
    ['too few', [1, 2, 0], [0, 1, 1, 0], 0],
    ['nothing', [0, 0, 0], [0, 0, 0, 0], 1],
  ])('%s', (_what, labels, best, right) => {
    expect(accuracyOf([labels], [steps(...best)])).toBe(right);
    // The same by the reading that the page shows.
    const same = readLabels(steps(...best).flat(), 3).join() === labels.filter((label) => label > 0).join();
    expect(same).toBe(right === 1);
  });
});

test('labels in words: short ones as they are written, others apart', () => {
  expect(labelText([2, 1, 0], ['0', '1'])).toBe('10');
  expect(labelText([2, 1], ['left', 'up'])).toBe('up left');
  expect(labelText([0, 0], ['0', '1'])).toBe('nothing');
});
