import { describe, expect, test } from 'vitest';
import {
  comparedLoss,
  comparedMetric,
  comparedRuns,
  comparedTable,
  describeCompared,
  lookOf,
} from '../../../../src/ui/dock/curves/compared.ts';
import { MAX_COMPARED } from '../../../../src/ui/runs/runs-store.ts';
import { point, reached, record } from '../../runs/fixtures.ts';
import { curveRun, epoch } from '../fixtures.ts';

const records = [reached(3, 0.3), reached(2, 0.2), reached(1, 0.1, { name: 'Wide' })];

describe('which runs are laid over each other', () => {
  test('none where none is chosen; otherwise the chosen ones and the present one behind them', () => {
    expect(comparedRuns({ records, chosen: [], live: 'r3' })).toEqual([]);
    const shown = comparedRuns({ records, chosen: ['r1', 'r2'], live: 'r3' });
    expect(shown.map(({ name, live }) => [name, live])).toEqual([
      ['Wide', false],
      ['Run 2', false],
      ['Run 3', true],
    ]);
    expect(comparedRuns({ records, chosen: ['r3', 'r1'], live: 'r3' })).toHaveLength(2);
  });

  test('all look different', () => {
    const looks = Array.from({ length: MAX_COMPARED + 1 }, (_, i) => JSON.stringify(lookOf(i)));
    expect(new Set(looks.slice(0, MAX_COMPARED)).size).toBe(MAX_COMPARED);
    expect(lookOf(0).colour).not.toBe(lookOf(1).colour);
    expect(lookOf(0).dash).not.toEqual(lookOf(1).dash);
  });
});

describe('the plot of several losses', () => {
  const runs = comparedRuns({ records, chosen: ['r1', 'r2'], live: undefined });

  test('has a thick line for the validation and a thin one for the training of each', () => {
    const plot = comparedLoss(runs, false);
    expect(plot.series.map(({ name, faint }) => [name, faint === true])).toEqual([
      ['Wide', false],
      ['Run 2', false],
      ['Wide, training', true],
      ['Run 2, training', true],
    ]);
    expect(plot.columns(curveRun(), records)).toEqual({
      steps: [25, 50],
      columns: [
        [1, 0.1],
        [1, 0.2],
        [1, 0.5],
        [1, 0.5],
      ],
    });
    expect(plot.scene?.(curveRun(), records)).toEqual({ end: 250, stepsPerEpoch: 25, marks: [] });
  });

  test('has no thicket of training losses where many are compared', () => {
    const many = Array.from({ length: 5 }, (_, i) => record(i + 1));
    const shown = comparedRuns({ records: many, chosen: many.map(({ id }) => id), live: undefined });
    expect(comparedLoss(shown, false).series).toHaveLength(5);
  });

  test('takes the present run from the page, where it is fresher', () => {
    const live = comparedRuns({ records, chosen: ['r1'], live: 'r2' });
    const run = curveRun({ epochPoints: [epoch(1, { loss: 9, val_loss: 8 })], step: 10 });
    expect(comparedLoss(live, false).columns(run, records).columns[1]).toContain(8);
  });

  test('draws the training loss thick, once, where nothing is held out', () => {
    const only = [record(1, { epochPoints: [point(1, { loss: 0.7 })] })];
    const plot = comparedLoss(comparedRuns({ records: only, chosen: ['r1'], live: undefined }), false);
    expect(plot.columns(curveRun(), only).columns).toEqual([[0.7], [undefined]]);
  });

  test('counts no epochs where they are not equally long', () => {
    const other = [reached(1, 1), reached(2, 1, { stepsPerEpoch: 10 })];
    const shown = comparedRuns({ records: other, chosen: ['r1', 'r2'], live: undefined });
    expect(comparedLoss(shown, false).scene?.(curveRun(), other).stepsPerEpoch).toBe(0);
  });
});

test('the metric is that of the held-out examples; a run of another metric has no line in its plot', () => {
  const two = [
    record(1, { epochPoints: [point(1, { val_accuracy: 0.9, accuracy: 1 })] }),
    record(2, { epochPoints: [point(1, { mae: 3 })], metric: { name: 'mae', label: 'MAE', better: 'lower' } }),
  ];
  const shown = comparedRuns({ records: two, chosen: ['r1', 'r2'], live: undefined });
  const columnsOf = (metric: string | undefined) =>
    comparedMetric(shown, true, metric).columns(curveRun(), two).columns;
  expect(columnsOf('accuracy')).toEqual([[0.9], [undefined]]);
  expect(columnsOf('mae')).toEqual([[undefined], [3]]);
});

test('the comparison is said in a sentence and stands in a table', () => {
  const runs = comparedRuns({ records, chosen: ['r1', 'r2'], live: undefined });
  expect(describeCompared(runs, records)).toBe(
    '2 runs laid over each other. Wide: best validation loss 0.1 at epoch 2 of 10; Run 2: best validation loss 0.2 at epoch 2 of 10.',
  );
  expect(comparedTable(runs, records)).toMatchObject({
    columns: ['epoch', 'Wide', 'Run 2'],
    rows: [
      ['2', '0.1', '0.2'],
      ['1', '1', '1'],
    ],
  });
});
