import { expect, it } from 'vitest';
import { curveTable } from '../../../../src/ui/dock/curves/curve-table.ts';
import { lossPlot } from '../../../../src/ui/dock/curves/plot-spec.ts';

const spec = lossPlot(false);

it('has the curves without their clouds, the last known figure at each step', () => {
  const columns = [[1, 0.9, 0.8], [undefined, 0.5, undefined], [undefined, null, 0.25], []];
  expect(curveTable('Loss over training steps', { steps: [1, 1200, 1201], columns }, spec)).toEqual({
    caption: 'Loss over training steps',
    columns: ['step', 'training', 'validation', 'test'],
    rows: [
      ['1', '–', '–', '–'],
      ['1,200', '0.5', 'not finite', '–'],
      ['1,201', '0.5', '0.25', '–'],
    ],
  });
});

it('has at most a dozen rows, evenly chosen and with the last step', () => {
  const steps = Array.from({ length: 1000 }, (_, i) => i + 1);
  const { rows } = curveTable('', { steps, columns: [[], steps, [], []] }, spec);
  expect(rows).toHaveLength(12);
  expect(rows.map(([, figure]) => figure)).toEqual(expect.arrayContaining(['84', '500', '1k']));
  expect(rows.at(-1)?.[0]).toBe('1,000');
  expect(curveTable('', { steps: [], columns: [] }, spec).rows).toEqual([]);
});
