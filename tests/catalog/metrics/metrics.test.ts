import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import type { Metric } from '../../../src/catalog/define/index.ts';
import {
  binaryAccuracy,
  binaryAccuracyOnLogits,
  categoricalAccuracy,
  meanAbsoluteError,
  meanSquaredError,
} from '../../../src/catalog/metrics/index.ts';
import * as metrics from '../../../src/catalog/metrics/index.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const measure = (metric: Metric, yTrue: number[][], yPred: number[][]): number | undefined => {
  const figure = metric.call(tf, tf.tensor2d(yTrue), tf.tensor2d(yPred));
  expect(figure.shape).toEqual([]);
  return figure.dataSync()[0];
};

/** Metrics by the name of their Keras class. */
const recorded: Readonly<Record<string, { readonly values: readonly number[] }>> = golden.metrics.classes;
const byClass = new Map<string, Metric>(
  Object.entries(metrics).map(([key, metric]) => [key.replace(/^./, (first) => first.toUpperCase()), metric]),
);

it.each(Object.entries(recorded))('%s agrees with Keras 3', (className, { values }) => {
  const metric = byClass.get(className);
  if (metric === undefined) throw new Error(`${className} is missing`);
  golden.metrics.batches.forEach(({ y_true, y_pred }, i) =>
    expect(measure(metric, y_true, y_pred)).toBeCloseTo(values[i] ?? Number.NaN, 5),
  );
});

it('categorical accuracy compares the largest of each row', () => {
  const truth = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0, 1, 0],
  ];
  const answers = [
    [0.5, 0.3, 0.2],
    [0.5, 0.3, 0.2],
    [-9, -8, -1],
    [0, 1e-3, 0],
  ];
  expect(measure(categoricalAccuracy, truth, answers)).toBe(0.75);
});

it('categorical accuracy counts every row of deeper outputs', () => {
  const truth = tf.oneHot(
    tf.tensor2d(
      [
        [0, 1],
        [1, 1],
      ],
      [2, 2],
      'int32',
    ),
    2,
  );
  const answers = tf.tensor3d([
    [
      [0.9, 0.1],
      [0.8, 0.2],
    ],
    [
      [0.3, 0.7],
      [0.4, 0.6],
    ],
  ]);
  expect(categoricalAccuracy.call(tf, truth, answers).dataSync()[0]).toBe(0.75);
});

it('binary accuracy says yes above one half, as Keras does', () => {
  expect(measure(binaryAccuracy, [[1], [0], [1], [0]], [[0.51], [0.5], [0.5], [0.9]])).toBe(0.5);
});

it('binary accuracy on logits says yes above zero', () => {
  const truth = [[1], [0], [1], [0]];
  const logits = [[0.2], [-0.2], [3], [0.4]];
  expect(measure(binaryAccuracyOnLogits, truth, logits)).toBe(0.75);
  expect(measure(binaryAccuracy, truth, logits)).toBe(0.75 - 0.25 + 0.25);
  expect(measure(binaryAccuracy, [[1]], [[0.2]])).toBe(0);
});

it('the errors are those of the losses', () => {
  expect(measure(meanAbsoluteError, [[1], [2]], [[2], [-1]])).toBe(2);
  expect(measure(meanSquaredError, [[1], [2]], [[2], [-1]])).toBe(5);
});

it('names follow Keras, so that callbacks can watch them', () => {
  const names = [categoricalAccuracy, binaryAccuracy, binaryAccuracyOnLogits, meanAbsoluteError, meanSquaredError].map(
    ({ name, better }) => `${name} ${better}`,
  );
  expect(names).toEqual([
    'accuracy higher',
    'accuracy higher',
    'accuracy higher',
    'mean_absolute_error lower',
    'mean_squared_error lower',
  ]);
});
