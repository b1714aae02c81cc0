import { describe, expect, test } from 'vitest';
import {
  curveMarks,
  cutAt,
  firstNonFinite,
  indexAt,
  lastStep,
  lossColumns,
  metricColumns,
  pastMark,
  placeUpTo,
  rateColumns,
  roundUp,
  runAway,
  stepTicks,
  valueAt,
} from '../../../../src/ui/dock/curves/curve-data.ts';
import { curveRun, epoch } from '../fixtures.ts';

test('the step that is looked back at has a mark and a place in the columns; the present has none', () => {
  const frame = { step: 320, epoch: 4, run: 'run1', readings: {} };
  expect(pastMark({ frame }, true)).toEqual([{ step: 320, text: 'looking back', tone: 'past' }]);
  expect(pastMark({ frame }, false)).toMatchObject([{ text: '' }]);
  expect(pastMark({ frame: undefined }, true)).toEqual([]);
  expect(placeUpTo([5, 10, 20], 12)).toBe(1);
  expect(placeUpTo([5, 10], 3)).toBeUndefined();
});

describe('columns of the plots', () => {
  const run = curveRun({
    batches: [
      { step: 5, loss: 0.9, learningRate: 0.1 },
      { step: 10, loss: Number.NaN, learningRate: 0.08 },
    ],
    epochPoints: [epoch(1, { loss: 0.8, val_loss: 0.7, accuracy: 0.5, val_accuracy: 0.6 })],
  });

  test('share one sorted list of steps; what was not recorded is undefined, what is not finite is null', () => {
    expect(lossColumns(run, false)).toEqual({
      steps: [5, 10],
      columns: [
        [0.9, null],
        [undefined, 0.8],
        [undefined, 0.7],
        [undefined, undefined],
      ],
    });
  });

  test('hold what the test split gave, at the epoch whose weights were tested', () => {
    const epochPoints = [epoch(1, { loss: 1, accuracy: 0.5 }), epoch(2, { loss: 2, accuracy: 0.4 })];
    const done = { reason: 'epochs', detail: '', logs: { test_loss: 1.5, test_accuracy: 0.45 } };
    const over = curveRun({ epochPoints, done: { ...done, restoredEpoch: 1 } });
    expect(lossColumns(over, false).columns[3]).toEqual([1.5, undefined]);
    expect(metricColumns(over).columns[2]).toEqual([0.45, undefined]);
    expect(lossColumns(curveRun({ epochPoints, done }), false).columns[3]).toEqual([undefined, 1.5]);
  });

  test('leave out what a logarithmic axis cannot show', () => {
    const zero = curveRun({ batches: [{ step: 1, loss: 0, learningRate: 0.1 }] });
    expect(lossColumns(zero, true).columns[0]).toEqual([null]);
    expect(lossColumns(zero, false).columns[0]).toEqual([0]);
  });

  test('hold the metric by its name, and the learning rate of batches and epochs', () => {
    expect(metricColumns(run)).toEqual({ steps: [10], columns: [[0.5], [0.6], [undefined]] });
    expect(rateColumns(run)).toEqual({ steps: [5, 10], columns: [[0.1, 0.08]] });
  });

  test('sort steps that went back after a recovery', () => {
    const back = curveRun({
      batches: [
        { step: 20, loss: 1, learningRate: 0.1 },
        { step: 10, loss: 2, learningRate: 0.1 },
      ],
    });
    expect(lossColumns(back, false)).toEqual({
      steps: [10, 20],
      columns: [
        [2, 1],
        [undefined, undefined],
        [undefined, undefined],
        [undefined, undefined],
      ],
    });
  });
});

test('values under the pointer are the last ones recorded before it', () => {
  const column = [undefined, 3, undefined, null, undefined];
  expect(valueAt(column, 0)).toBeUndefined();
  expect(valueAt(column, 2)).toBe(3);
  expect(valueAt(column, 99)).toBeNull();
  expect(indexAt(column, 2)).toBe(1);
  expect(indexAt(column, 4)).toBeNull();
  expect(indexAt(column, 0)).toBeNull();
});

describe('a curve that runs away', () => {
  test('is cut a little above the others, so that those can be told apart', () => {
    const columns = [
      [undefined, 0.6, 0.1],
      [0.7, 0.01],
      [4e12, 1e18, null],
    ];
    expect(cutAt(columns)).toBeCloseTo(0.91);
    expect(runAway(columns)).toEqual([2]);
  });

  test('is not cut where none runs away', () => {
    expect(
      cutAt([
        [0.6, 0.1],
        [5, 0.2],
      ]),
    ).toBe(Infinity);
    expect(cutAt([[0.6, 1e18]])).toBe(Infinity);
    expect(cutAt([[0, 0], [undefined], [null]])).toBe(Infinity);
    expect(cutAt([])).toBe(Infinity);
  });
});

describe('the axis of steps', () => {
  test('rounds up to 1, 2, 5 and their tens', () => {
    expect([0.3, 1, 2, 3, 7, 10, 11, 60, 1000].map(roundUp)).toEqual([1, 1, 2, 5, 10, 10, 20, 100, 1000]);
  });

  test('grows in leaps, ends at the plan and closes up when the run is over', () => {
    const at = (step: number, state: 'running' | 'finished' = 'running') =>
      lastStep(curveRun({ step, state, epochs: 60, stepsPerEpoch: 10 }));
    expect(at(3)).toBe(10);
    expect(at(110)).toBe(200);
    expect(at(530)).toBe(600);
    expect(at(110, 'finished')).toBe(110);
    expect(at(700)).toBe(1000);
  });

  test('is marked at whole epochs', () => {
    expect(stepTicks(600, 10, 4)).toEqual([0, 200, 400, 600]);
    expect(stepTicks(10, 10, 4)).toEqual([0, 5, 10]);
    expect(stepTicks(600, 0, 4)).toEqual([0, 200, 400, 600]);
  });
});

describe('marks', () => {
  const epochPoints = [epoch(1, { loss: 1 }), epoch(2, { loss: 0.5 }), epoch(3, { loss: 0.4 })];

  test('say where a running run stands', () => {
    expect(curveMarks(curveRun({ state: 'running', step: 33, epoch: 4, epochPoints }))).toEqual([
      { step: 33, text: 'epoch 4', tone: 'now' },
    ]);
  });

  test('say where early stopping ended it and whose weights were kept', () => {
    const done = { reason: 'earlyStopping', detail: '', logs: {}, restoredEpoch: 2 };
    expect(curveMarks(curveRun({ state: 'finished', done, epochPoints }))).toEqual([
      { step: 20, text: 'epoch 2 put back', short: 'epoch 2', tone: 'best' },
      { step: 30, text: 'stopped early: epoch 3', short: 'epoch 3', tone: 'now' },
    ]);
  });

  test('say which epoch was the best, and whether it is the one that was put back', () => {
    const better = [epoch(1, { val_loss: 0.5 }), epoch(2, { val_loss: 0.3 }), epoch(3, { val_loss: 0.4 })];
    expect(curveMarks(curveRun({ state: 'running', step: 30, epoch: 3, epochPoints: better }))[0]).toEqual({
      step: 20,
      text: 'best so far: epoch 2',
      short: 'epoch 2',
      tone: 'best',
    });
    const done = { reason: 'epochs', detail: '', logs: {} };
    const texts = (restoredEpoch?: number) =>
      curveMarks(
        curveRun({
          state: 'finished',
          epochPoints: better,
          done: restoredEpoch === undefined ? done : { ...done, restoredEpoch },
        }),
      ).map(({ text }) => text);
    expect(texts()).toEqual(['best: epoch 2']);
    expect(texts(2)).toEqual(['best: epoch 2, put back']);
    expect(texts(1)).toEqual(['best: epoch 2', 'epoch 1 put back']);
  });

  test('say where a fault ended it', () => {
    const fault = { code: 'nonFinite', message: '', hint: '', step: 12 } as const;
    expect(curveMarks(curveRun({ state: 'failed', fault, epochPoints }))).toEqual([
      { step: 13, text: 'stopped by a fault', short: 'fault', tone: 'bad' },
    ]);
  });
});

test('the first loss that is no number is found among batches and epochs', () => {
  expect(firstNonFinite({ batches: [], epochPoints: [epoch(1, { loss: 1 })] })).toBeUndefined();
  expect(
    firstNonFinite({
      batches: [{ step: 25, loss: Infinity, learningRate: 1 }],
      epochPoints: [epoch(2, { loss: Number.NaN })],
    }),
  ).toBe(20);
});
