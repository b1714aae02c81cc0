import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { TargetForm } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { accuracyFor } from '../../../src/catalog/metrics/accuracy.ts';
import { areaUnder } from '../../../src/catalog/metrics/auc-curves.ts';
import { absoluteError, squaredError } from '../../../src/catalog/metrics/errors.ts';
import { measuredMetrics, wiredNames } from '../../../src/catalog/metrics/measured.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };
import { figureOf } from './measure.ts';
import type { Batch } from './measure.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const metric = (type: string) => catalog.expect(type, 'metric');
const loss = (type: string) => {
  const definition = catalog.expect(type, 'loss');
  return { definition, params: defaultParams(definition) };
};

function measureOf(type: string, given: ParamValues, form: TargetForm) {
  const definition = metric(type);
  const parsed = parseParams(definition, given);
  if (!parsed.success) throw parsed.error;
  return definition.measure(parsed.data, form);
}

const BINARY: TargetForm = { encoding: 'binary', classes: 2, width: 1 };
const VALUES: TargetForm = { encoding: 'values', classes: 0, width: 1 };

interface Recorded {
  readonly type: string;
  readonly params: ParamValues;
  readonly targets: string;
  readonly value: number;
}
const recorded: Readonly<Record<string, Recorded>> = golden.metrics.figures;
const batchesOf: Readonly<Record<string, readonly Batch[]>> = golden.metrics.batches;

describe('over two batches, the first larger, a figure is the one that Keras reports for the epoch', () => {
  it.each(Object.entries(recorded))('%s', (_label, { type, params, targets, value }) => {
    const batches = batchesOf[targets] ?? [];
    const width = batches[0]?.y_pred[0]?.length ?? 0;
    const encoding = metric(type).reads.find((each) => each === targets);
    if (encoding === undefined) throw new Error(`${type} does not read ${targets}`);
    const figure = figureOf(measureOf(type, params, { encoding, classes: width, width }), batches);
    expect(Math.abs(figure - value)).toBeLessThan(1e-5);
  });
});

describe('Accuracy', () => {
  const yes = { y_true: [[1], [0], [1], [0]], y_pred: [[0.51], [0.5], [0.5], [0.9]] };

  it('takes the one that fits the targets, as Keras does for the word', () => {
    expect(figureOf(measureOf('Accuracy', {}, BINARY), [yes])).toBe(0.5);
    const right = [
      [0.1, 0.7, 0.2],
      [0.5, 0.3, 0.2],
    ];
    const columns = { encoding: 'one-hot', classes: 3, width: 3 } as const;
    const oneHot = {
      y_true: [
        [0, 1, 0],
        [0, 0, 1],
      ],
      y_pred: right,
    };
    expect(figureOf(measureOf('Accuracy', {}, columns), [oneHot])).toBe(0.5);
    const numbers = { y_true: [[1], [2]], y_pred: right };
    expect(figureOf(measureOf('Accuracy', {}, { ...columns, encoding: 'classes' }), [numbers])).toBe(0.5);
  });

  it('says yes above zero where the answers are logits', () => {
    const logits = { y_true: [[1], [0], [1], [0]], y_pred: [[0.2], [-0.2], [3], [0.4]] };
    expect(figureOf(accuracyFor('binary', 0), [logits])).toBe(0.75);
    expect(figureOf(accuracyFor('binary'), [{ y_true: [[1]], y_pred: [[0.2]] }])).toBe(0);
  });

  it('counts every row of deeper outputs', () => {
    const truth = tf.oneHot(tf.tensor2d([0, 1, 1, 1], [2, 2], 'int32'), 2);
    const answers = tf.tensor3d([0.9, 0.1, 0.8, 0.2, 0.3, 0.7, 0.4, 0.6], [2, 2, 2]);
    const { sums, result } = accuracyFor('one-hot');
    expect(result(sums(tf, truth, answers).dataSync())).toBe(0.75);
  });
});

it('the errors are those of the losses', () => {
  const batch = { y_true: [[1], [2]], y_pred: [[2], [-1]] };
  expect(figureOf(absoluteError, [batch])).toBe(2);
  expect(figureOf(squaredError, [batch])).toBe(5);
});

it('a short batch counts by its rows, and a root is taken at the end', () => {
  const batches = [
    { y_true: [[0], [0], [0]], y_pred: [[1], [1], [1]] },
    { y_true: [[0]], y_pred: [[5]] },
  ];
  expect(figureOf(measureOf('MeanAbsoluteErrorMetric', {}, VALUES), batches)).toBe(2);
  expect(figureOf(measureOf('RootMeanSquaredError', {}, VALUES), batches)).toBeCloseTo(Math.sqrt(7), 6);
});

it('precision of two batches is that of all answers together, not the mean of both', () => {
  const batches = [
    { y_true: [[1], [0], [0], [0]], y_pred: [[0.9], [0.9], [0.9], [0.9]] },
    { y_true: [[1]], y_pred: [[0.9]] },
  ];
  // 1 of 4 and 1 of 1: together 2 of 5, on average 0.625.
  expect(figureOf(measureOf('Precision', {}, BINARY), batches)).toBeCloseTo(0.4, 6);
  expect(figureOf(measureOf('Precision', {}, BINARY), [{ y_true: [[1]], y_pred: [[0.1]] }])).toBe(0);
});

it('top_k of a single column takes every answer', () => {
  const batch = { y_true: [[1], [0]], y_pred: [[0.1], [0.9]] };
  expect(figureOf(measureOf('Precision', { top_k: 1 }, BINARY), [batch])).toBe(0.5);
});

it('the area under the curve is the chance that yes is put above no', () => {
  const y_true = [[1], [1], [0], [0], [1], [0]];
  const sorted = { y_true, y_pred: [[0.9], [0.8], [0.2], [0.1], [0.7], [0.3]] };
  const reversed = { y_true, y_pred: sorted.y_pred.map(([p = 0]) => [1 - p]) };
  const auc = measureOf('AUC', {}, BINARY);
  expect(figureOf(auc, [sorted])).toBeCloseTo(1, 6);
  expect(figureOf(auc, [reversed])).toBeCloseTo(0, 6);
  expect(areaUnder([0, 0], [0, 0], 'ROC', 'interpolation')).toBe(0);
});

describe('what a run measures', () => {
  const columns: TargetForm = { encoding: 'one-hot', classes: 3, width: 3 };
  const use = (type: string) => ({ definition: metric(type), params: defaultParams(metric(type)) });
  const names = (type: string, wired: readonly string[], form: TargetForm = columns) =>
    measuredMetrics(loss(type), wired.map(use), form).map(({ name }) => name);

  it('is what the loss brings along, then what is wired', () => {
    expect(names('CategoricalCrossentropy', [])).toEqual(['accuracy']);
    expect(names('CategoricalCrossentropy', ['Recall', 'AUC'])).toEqual(['accuracy', 'recall', 'auc']);
    expect(names('MeanSquaredError', ['R2Score'], VALUES)).toEqual(['mean_absolute_error', 'r2_score']);
  });

  it('has no figure twice: a wired one takes the place of the same, a second one gets a number', () => {
    expect(names('CategoricalCrossentropy', ['Accuracy'])).toEqual(['accuracy']);
    expect(names('CategoricalCrossentropy', ['Recall', 'Recall', 'Recall'])).toEqual([
      'accuracy',
      'recall',
      'recall_1',
      'recall_2',
    ]);
  });

  it('names what is wired in the same way, whatever the loss brings along', () => {
    for (const wired of [['Accuracy'], ['Recall', 'Accuracy', 'Recall'], ['AUC']])
      expect(names('CategoricalCrossentropy', wired).slice(-wired.length)).toEqual(wiredNames(wired.map(use)));
  });
});

it('refuses a class that the network does not answer, and more columns than there are', () => {
  const precision = metric('Precision');
  const params = { ...defaultParams(precision), class_id: 3 };
  expect(precision.refusesTargets?.(params, { encoding: 'one-hot', classes: 3, width: 3 })).toContain('class_id is 3');
  expect(precision.refusesTargets?.(params, { encoding: 'one-hot', classes: 4, width: 4 })).toBeUndefined();
  expect(precision.refusesTargets?.({ ...defaultParams(precision), top_k: 2 }, BINARY)).toContain('top_k is 2');
});
