import { describe, expect, test } from 'vitest';
import { changeWords, LATEST_FIRST, RUN_COLUMNS, sortedBy, sortRuns } from '../../../src/ui/runs/run-columns.ts';
import type { ColumnId } from '../../../src/ui/runs/run-columns.ts';
import { point, reached, record } from './fixtures.ts';

const textOf = (id: ColumnId, of: Parameters<typeof changeWords>[0]) =>
  RUN_COLUMNS.find((column) => column.id === id)?.text(of);

describe('the list of runs', () => {
  const runs = [reached(1, 0.3), reached(2, 0.1), record(3), reached(4, 0.2)];
  const order = (column: ColumnId, descending: boolean) =>
    sortRuns(runs, { column, descending }).map(({ number }) => number);

  test('begins with the latest', () => {
    expect(sortRuns(runs, LATEST_FIRST).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  test('is sorted by size, and what has no figure comes last either way', () => {
    expect(order('loss', false)).toEqual([2, 4, 1, 3]);
    expect(order('loss', true)).toEqual([1, 4, 2, 3]);
  });

  test('is sorted by words as people count, the latest first among equals', () => {
    const named = [record(1, { name: 'Run 10' }), record(2, { name: 'Run 9' }), record(3, { name: 'Run 9' })];
    expect(sortRuns(named, { column: 'name', descending: false }).map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  test('turns round with the second click', () => {
    const once = sortedBy(LATEST_FIRST, 'loss');
    expect(once).toEqual({ column: 'loss', descending: false });
    expect(sortedBy(once, 'loss')).toEqual({ column: 'loss', descending: true });
    expect(sortedBy(once, 'startedAt')).toEqual(LATEST_FIRST);
  });
});

describe('what it says', () => {
  test('of a run with nothing before it', () => {
    expect(changeWords(record(1))).toBe('first run of Graph');
    expect(changeWords(record(1, { changes: ['a', 'b'] }))).toBe('a · b');
  });

  test('in figures', () => {
    const run = record(1, {
      epochPoints: [point(1, { val_accuracy: 0.971, val_loss: 0.1234 })],
      spent: 2500,
      restoredEpoch: 7,
    });
    expect(textOf('epochs', run)).toBe('10/60');
    expect(textOf('loss', run)).toBe('0.123');
    expect(textOf('metric', run)).toBe('0.971');
    expect(textOf('spent', run)).toBe('2.5 s');
    expect(textOf('loss', record(2))).toBe('–');
    expect(textOf('metric', record(2, { metric: undefined }))).toBe('–');
    expect(textOf('end', run)).toBe('all epochs');
    const end = RUN_COLUMNS.find(({ id }) => id === 'end');
    expect(end?.more?.(run)).toBe('The weights of epoch 7 were put back.');
  });
});
