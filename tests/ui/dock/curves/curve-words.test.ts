import { expect, test } from 'vitest';
import { bestEpoch } from '../../../../src/ui/dock/curves/curve-data.ts';
import {
  describeCurves,
  describeMetric,
  describeRate,
  figureInBrief,
  lossInBrief,
} from '../../../../src/ui/dock/curves/curve-words.ts';
import { epochTable } from '../../../../src/ui/dock/curves/epoch-table.tsx';
import { curveRun, epoch } from '../fixtures.ts';

test('the lowest finite validation loss counts', () => {
  const points = [
    epoch(1, { val_loss: 0.5 }),
    epoch(2, { val_loss: Number.NaN }),
    epoch(3, { val_loss: 0.4 }),
    epoch(4, { val_loss: 0.4 }),
  ];
  expect(bestEpoch(points)?.epoch).toBe(3);
  expect(bestEpoch([epoch(1, { loss: 1 })])).toBeUndefined();
});

test('the sentence tells both losses, the best epoch and the metric', () => {
  const epochPoints = [
    epoch(1, { loss: 0.8, val_loss: 0.6, accuracy: 0.5, val_accuracy: 0.6 }),
    epoch(2, { loss: 0.4, val_loss: 0.7, accuracy: 0.9, val_accuracy: 0.85 }),
  ];
  expect(describeCurves(curveRun({ epochPoints }))).toBe(
    'After 2 epochs the training loss is 0.4 (0.8 after the first), the validation loss 0.7 (lowest at epoch 1: 0.6); accuracy is 0.9 in training and 0.85 in validation.',
  );
});

test('the metric and the rate have sentences of their own', () => {
  const epochPoints = [
    { ...epoch(1, { accuracy: 0.5, val_accuracy: 0.6 }), learningRate: 0.03 },
    { ...epoch(2, { accuracy: 0.9, val_accuracy: 0.85 }), learningRate: 0.002 },
  ];
  const done = { reason: 'epochs', detail: '', logs: { test_accuracy: 0.88 } };
  expect(describeMetric(curveRun({ epochPoints }))).toBe(
    'After 2 epochs accuracy is 0.9 in training and 0.85 in validation.',
  );
  expect(describeMetric(curveRun({ epochPoints, done }))).toBe(
    'After 2 epochs accuracy is 0.9 in training and 0.85 in validation, on the test examples 0.88.',
  );
  expect(describeRate(curveRun({ epochPoints }))).toBe('The learning rate began at 0.03 and is 2e−3 now.');
  expect(describeRate(curveRun({ epochPoints: epochPoints.slice(0, 1) }))).toBe(
    'The learning rate is 0.03 throughout.',
  );
});

test('the sentence begins with the first batch and says when numbers break', () => {
  expect(describeCurves(curveRun())).toBe('No training yet.');
  const batches = [{ step: 3, loss: 0.7, learningRate: 0.1 }];
  expect(describeCurves(curveRun({ batches }))).toBe(
    'In the first epoch, step 3: the loss of the latest batch is 0.7.',
  );
  const epochPoints = [epoch(1, { loss: Number.NaN })];
  expect(describeCurves(curveRun({ epochPoints, metric: undefined }))).toBe(
    'After 1 epoch the training loss is not a finite number. From step 10 on the loss is not a finite number.',
  );
});

test('the table of epochs has the latest first, and a dash where nothing was logged', () => {
  const metric = { name: 'accuracy', label: 'Accuracy', better: 'higher' } as const;
  const epochPoints = [epoch(1, { loss: 0.5, accuracy: 0.25 }), epoch(2, { loss: 0.25, val_loss: Number.NaN })];
  const { columns, rows } = epochTable({ epochPoints, metric });
  expect(columns).toEqual(['epoch', 'loss', 'validation loss', 'accuracy', 'validation accuracy', 'learning rate']);
  expect(rows.map((row) => row.slice(0, 5))).toEqual([
    ['2', '0.25', 'NaN', '–', '–'],
    ['1', '0.5', '–', '0.25', '–'],
  ]);
});

test('at the end the sentence says what the test split gave, where it stopped and what was put back', () => {
  const done = { reason: 'earlyStopping', detail: '', logs: { test_loss: 0.31 }, restoredEpoch: 1 };
  const epochPoints = [epoch(1, { loss: 0.5, val_loss: 0.3 }), epoch(2, { loss: 0.4, val_loss: 0.35 })];
  expect(describeCurves(curveRun({ epochPoints, done, metric: undefined }))).toMatch(
    /; the test loss is 0\.31; stopped early after epoch 2; the weights of epoch 1 were put back\.$/,
  );
});

test('a card has the latest figures alone, and where there is room also the lowest loss', () => {
  const epochPoints = [
    epoch(1, { loss: 0.8, val_loss: 0.6, accuracy: 0.5, val_accuracy: 0.6 }),
    epoch(2, { loss: 0.4, val_loss: 0.7, accuracy: 0.9, val_accuracy: 0.85 }),
  ];
  expect(figureInBrief(curveRun({ epochPoints }), 'accuracy')).toBe('After 2 epochs 0.9, validation 0.85.');
  expect(figureInBrief(curveRun({ epochPoints: [epoch(1, { loss: 0.8 })] }), 'loss')).toBe('After 1 epoch 0.8.');
  expect(figureInBrief(curveRun({}), 'loss')).toBe('No training yet.');
  expect(lossInBrief(curveRun({ epochPoints }))).toBe(
    'After 2 epochs 0.4, validation 0.7. The validation loss was lowest at epoch 1: 0.6.',
  );
  // The last epoch is the best one.
  expect(
    lossInBrief(curveRun({ epochPoints: epochPoints.toReversed().map((each, i) => ({ ...each, epoch: i + 1 })) })),
  ).toBe('After 2 epochs 0.8, validation 0.6.');
});
