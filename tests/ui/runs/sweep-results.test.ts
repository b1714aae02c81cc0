import { describe, expect, test } from 'vitest';
import { bestResult, describeSweep, sweepOf } from '../../../src/ui/runs/sweep-results.ts';
import { point, reached, record } from './fixtures.ts';

const group = (label: string, value?: number) => ({ id: 'g', title: 'units of d1', label, value });
const runs = [
  reached(3, 0.3, { group: group('8', 8) }),
  reached(2, 0.1, { group: group('32', 32) }),
  reached(1, 0.2, { group: group('16', 16) }),
  reached(9, 0.9),
];

describe('the values of a sweep', () => {
  test('stand side by side by size, and the lowest validation loss is the best', () => {
    const result = sweepOf(runs, ['r1', 'r2']);
    expect(result).toMatchObject({ title: 'units of d1', figure: 'best validation loss', numeric: true });
    expect(result?.points.map(({ label, value }) => [label, value])).toEqual([
      ['8', 0.3],
      ['16', 0.2],
      ['32', 0.1],
    ]);
    expect(result && bestResult(result)?.label).toBe('32');
    expect(result && describeSweep(result)).toBe('best validation loss by units of d1, 3 values: 32 is best with 0.1.');
  });

  test('that are kinds stand in the order in which they were tried', () => {
    const kinds = [reached(2, 1, { group: group('Adam') }), reached(1, 2, { group: group('SGD') })];
    expect(sweepOf(kinds, ['r1'])).toMatchObject({ numeric: false, points: [{ label: 'SGD' }, { label: 'Adam' }] });
  });

  test('are no sweep where other runs are chosen too, or there is only one', () => {
    expect(sweepOf(runs, ['r1', 'r9'])).toBeUndefined();
    expect(sweepOf(runs, ['r9'])).toBeUndefined();
    expect(sweepOf(runs, [])).toBeUndefined();
    expect(sweepOf([reached(1, 1, { group: group('8', 8) })], ['r1'])).toBeUndefined();
  });

  test('of a loss are compared by the metric: losses of two kinds say nothing about each other', () => {
    const graph = JSON.stringify({
      format: 'edgewise',
      version: 1,
      name: 'Graph',
      seed: 1,
      nodes: [{ id: 'loss', type: 'Hinge', position: [0, 0] }],
      edges: [],
    });
    const kinds = ['Hinge', 'Huber'].map((label, i) =>
      record(i + 1, {
        graph,
        group: { id: 'g', title: 'type of loss', label, value: undefined },
        epochPoints: [point(1, { val_loss: 5 - i, val_accuracy: 0.5 - i / 10 })],
      }),
    );
    const result = sweepOf(kinds, ['r1']);
    expect(result).toMatchObject({ figure: 'best validation accuracy', better: 'higher' });
    expect(result && bestResult(result)?.label).toBe('Hinge');
  });
});
