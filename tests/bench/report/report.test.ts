/** From the times of launches to table, chart and gate. */
import { expect, test } from 'vitest';
import { gate } from '../targets.ts';
import type { RaceResult } from '../train/race.ts';
import { chart } from './chart.ts';
import { withTable } from './publish.ts';
import { summarise } from './summary.ts';
import { table, time } from './table.ts';

const launch = (us: RaceResult['us'], more: Partial<RaceResult> = {}): readonly RaceResult[] => [
  { net: '2-4-2-1', variant: 'tanh-sgd', backend: 'wasm', us, skipped: {}, notes: {}, difference: 1e-6, ...more },
];

test('medians, their spread, and ratios taken within a launch', () => {
  const [result] = summarise([
    launch({ ours: 1, fit: 400, typed: 3 }),
    launch({ ours: 2, fit: 1600, typed: 3 }, { difference: 2e-6 }),
    launch({ ours: 4, fit: 800, typed: 3 }),
  ]);
  expect(result?.us).toMatchObject({ ours: 2, fit: 800, typed: 3, playground: null, jaxjs: null, exact: null });
  expect(result?.range['ours']).toEqual([1, 4]);
  // Not 800 ÷ 2: the medians may come from different launches.
  expect(result?.ratios.fit).toEqual({ median: 400, min: 200, max: 800 });
  expect(result).toMatchObject({ difference: 2e-6, launches: 3 });
});

test('two launches: neither the better nor the worse one is told, but their middle', () => {
  const [result] = summarise([launch({ ours: 1, fit: 400 }), launch({ ours: 3, fit: 600 })]);
  expect(result?.us).toMatchObject({ ours: 2, fit: 500 });
  expect(result?.ratios.fit).toEqual({ median: 300, min: 200, max: 400 });
});

test('no ratio is told unless both sides come from the same launch', () => {
  const results = summarise([launch({ ours: 1 }), launch({ fit: 400 })]);
  expect(results[0]?.us).toMatchObject({ ours: 1, fit: 400 });
  expect(results[0]?.ratios).toEqual({});
  expect(table(results).split('\n')[2]).toMatch(/\| +– \| +– \|$/);
  expect(gate(results).shortfalls).toEqual([]);
  expect(gate(results).notes).toEqual([
    '2-4-2-1 tanh-sgd, fit ÷ ours was not measured: one of the two was not timed.',
    '2-4-2-1 tanh-sgd, typed ÷ ours was not measured: one of the two was not timed.',
  ]);
});

test('the gate stands at half of a target; what lies between is a note', () => {
  const verdict = gate(summarise([launch({ ours: 1, fit: 199, typed: 1 })]));
  expect(verdict.shortfalls).toEqual(['2-4-2-1 tanh-sgd, fit ÷ ours: 199×, the target is 400× and the gate 200×']);
  expect(verdict.notes).toEqual([
    'Not reached: 2-4-2-1 tanh-sgd, fit ÷ ours: 199×, the target is 400×.',
    'Not reached: 2-4-2-1 tanh-sgd, typed ÷ ours: 1.00×, the target is 1.5×.',
  ]);
  expect(gate(summarise([launch({ ours: 1, fit: 401, typed: 1.6 })]))).toEqual({ shortfalls: [], notes: [] });
  const eager = launch({ ours: 1, fit: 401, typed: 1.6 }, { notes: { ours: 'took eager steps: no room' } });
  expect(gate(summarise([eager])).notes).toEqual(['2-4-2-1 tanh-sgd: ours took eager steps: no room']);
  expect(gate(summarise([launch({ ours: Number.NaN, fit: 401, typed: 1.6 })])).shortfalls).toHaveLength(2);
});

test('the table has a column for each peer that ran, in units that can be read', () => {
  expect(table(summarise([launch({ ours: 6.94, fit: 1383, typed: 44 })]))).toBe(
    [
      '| net     | variant  |   ours |    fit | typed | fit ÷ ours | typed ÷ ours |',
      '| ------- | -------- | -----: | -----: | ----: | ---------: | -----------: |',
      '| 2-4-2-1 | tanh-sgd | 6.9 µs | 1.4 ms | 44 µs |       199× |         6.3× |',
    ].join('\n'),
  );
});

test('a time that rounds to the next unit is told in it', () => {
  expect([999.4, 999.7, 999_400, 999_700].map(time)).toEqual(['999 µs', '1 ms', '999 ms', '1 s']);
});

test('the chart draws what was measured, says it in words, and knows both themes', () => {
  const svg = chart(summarise([launch({ ours: 10, fit: 1000 }), launch({ ours: 20, fit: 1000 })]));
  expect(svg.match(/class="mark ours"/g)).toHaveLength(2);
  expect(svg).not.toContain('class="mark typed"');
  expect(svg).toContain('2-4-2-1 tanh-sgd: Edgewise 15 µs, tfjs model.fit 1 ms');
  expect(svg).toContain('prefers-color-scheme:dark');
  expect(svg).not.toMatch(/NaN|undefined/);
});

test('only what stands between the marks of the README is replaced', () => {
  const marks = ['<!-- training speed: written by the bench -->', '<!-- end of training speed -->'];
  expect(withTable(`before ${marks[0]} old ${marks[1]} after`, 'training speed', 'new')).toBe(
    `before ${marks[0]}\n\nnew\n\n${marks[1]} after`,
  );
  expect(() => withTable('nothing', 'training speed', 'new')).toThrow(/has no place for the table/);
});
