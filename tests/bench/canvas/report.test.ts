import { afterEach, expect, test, vi } from 'vitest';
import { BARS, type BarName } from './bars.ts';
import { canvasTable, report, rowsOf, shortEverywhere, type Figures } from './report.ts';

const NAMES = Object.keys(BARS) as BarName[];

const figures = (change: Partial<Figures> = {}): Figures => ({
  ...(Object.fromEntries(NAMES.map((name) => [name, { value: BARS[name].bar }])) as Figures),
  ...change,
});

function told(ours: readonly Figures[], theirs: readonly Figures[], json: boolean) {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  const shortfalls = report(rowsOf(ours, theirs), ours.length, json);
  vi.restoreAllMocks();
  return { lines, shortfalls };
}

afterEach(() => vi.restoreAllMocks());

test('every bar is a line of JSON with its figures, its ratio and the processor time of a frame', () => {
  const ours = [figures({ pan: { value: 20, work: 6 } }), figures({ pan: { value: 30, work: 8 } })];
  const theirs = [figures({ pan: { value: 40, work: 6 } }), figures({ pan: { value: 20, work: 4 } })];
  const { lines, shortfalls } = told(ours, theirs, true);
  const all = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(all.map(({ figure }) => figure)).toEqual(NAMES);
  expect(all.find(({ figure }) => figure === 'pan')).toMatchObject({
    launches: 2,
    bar: 25,
    unit: 'ms',
    reached: true,
    ours: { median: 25, min: 20, max: 30 },
    ratio: { median: 1, min: 0.5, max: 1.5 },
    work: { ours: { median: 7 }, bare: { median: 5 }, ratio: { min: 1, max: 2 } },
  });
  expect(all.find(({ figure }) => figure === 'click')).not.toHaveProperty('work');
  expect(shortfalls).toEqual([]);
});

test('what misses its bar says so, and falls short at twice the bar', () => {
  const { lines, shortfalls } = told([figures({ drag: { value: 51 }, far: { value: 20 } })], [figures()], false);
  expect(lines.filter((line) => line.includes('missed'))).toHaveLength(2);
  expect(lines.filter((line) => line.includes('reached'))).toHaveLength(NAMES.length - 2);
  expect(shortfalls).toEqual(['1,000 nodes: dragging a card, frame p95: 51 ms, the gate is 50 ms']);
});

test('the table has a row for each bar, and what misses it is bold', () => {
  const table = canvasTable(rowsOf([figures({ drag: { value: 51 } })], [figures()]), 1);
  const rows = table.split('\n').filter((line) => line.startsWith('| 1,000') || /^\| (2,000|500|5,000)/.test(line));
  expect(rows).toHaveLength(NAMES.length);
  expect(rows.filter((row) => row.includes('**'))).toEqual([expect.stringContaining('**51**')]);
  expect(table).toContain('From a single launch: what is bold misses its bar.');
  expect(canvasTable(rowsOf([figures()], [figures()]), 1)).toContain('every bar is reached');
});

test('what passes its gate in one launch of several does not fall short', () => {
  const slow = figures({ drag: { value: 90 }, far: { value: 12 } });
  expect(shortEverywhere([slow, figures({ far: { value: 14 } })])).toEqual([
    '1,000 nodes: panning with everything in sight: 14 fps, the gate is 15 fps',
  ]);
  expect(shortEverywhere([slow, figures()])).toEqual([]);
});
