/** The tables of real data that have no test of their own: their size, known rows and known means. */
import { describe, expect, it } from 'vitest';
import { sources } from '../../../../src/catalog/data/sources/index.ts';
import { countsOf, loadDataset, rowOf } from '../helpers.ts';

interface Known {
  readonly rows: number;
  readonly columns: number;
  /** How many rows of each class, or the sum of the values. */
  readonly classes?: readonly number[];
  readonly values?: { readonly first: readonly number[]; readonly mean: number };
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** Means of the first features, as the papers or packages state them. */
  readonly means: readonly number[];
}

const TABLES: Readonly<Record<string, Known>> = {
  wine: {
    rows: 178,
    columns: 13,
    classes: [59, 71, 48],
    first: [14.23, 1.71, 2.43, 15.6, 127, 2.8, 3.06, 0.28, 2.29, 5.64, 1.04, 3.92, 1065],
    last: [14.13, 4.1, 2.74, 24.5, 96, 2.05, 0.76, 0.56, 1.35, 9.2, 0.61, 1.6, 560],
    means: [13, 2.34, 2.37, 19.5, 99.7],
  },
  'breast-cancer': {
    rows: 569,
    columns: 30,
    classes: [212, 357],
    first: [17.99, 10.38, 122.8, 1001, 0.1184, 0.2776, 0.3001, 0.1471, 0.2419, 0.07871, 1.095],
    last: [7.76, 24.54, 47.92, 181, 0.05263, 0.04362, 0, 0, 0.1587, 0.05884, 0.3857],
    means: [14.127, 19.29, 91.97, 654.89],
  },
  penguins: {
    rows: 342,
    columns: 4,
    classes: [151, 68, 123],
    first: [39.1, 18.7, 181, 3750],
    last: [50.2, 18.7, 198, 3775],
    means: [43.92, 17.15, 200.9, 4201.75],
  },
  diabetes: {
    rows: 442,
    columns: 10,
    values: { first: [151, 75, 141, 206, 135], mean: 152.1335 },
    first: [59, 2, 32.1, 101, 157, 93.2, 38, 4, 4.8598, 87],
    last: [36, 1, 19.6, 71, 250, 133.2, 97, 3, 4.5951, 92],
    means: [48.518, 1.468, 26.376, 94.647],
  },
};

const load = async (name: string) => {
  const source = sources.find((each) => each.name === name);
  if (source?.origin !== 'shipped') throw new Error(`${name} is not shipped`);
  return { source, table: await source.load() };
};

describe.each(Object.keys(TABLES))('%s', (name) => {
  const known = TABLES[name];
  if (known === undefined) throw new Error(name);
  const { rows, columns } = known;

  it('holds the known rows', async () => {
    const { table, source } = await load(name);
    expect(source.features).toHaveLength(columns);
    expect(table.features.length).toBe(rows * columns);
    expect(rowOf(table.features, 0, columns).slice(0, known.first.length)).toEqual(known.first.map(Math.fround));
    expect(rowOf(table.features, rows - 1, columns).slice(0, known.last.length)).toEqual(known.last.map(Math.fround));
    if (known.classes !== undefined) expect(countsOf(table.targets)).toEqual(known.classes);
    if (known.values === undefined) return;
    expect([...table.targets.subarray(0, 5)]).toEqual(known.values.first);
    expect(table.targets.reduce((a, b) => a + b) / rows).toBeCloseTo(known.values.mean, 3);
  });

  it('has the known means', async () => {
    const { table } = await load(name);
    known.means.forEach((mean, column) => {
      const found = table.features.filter((_, i) => i % columns === column).reduce((a, b) => a + b) / rows;
      expect(Math.abs(found / mean - 1), `feature ${column}: ${found}`).toBeLessThan(0.005);
    });
  });

  it('is delivered shuffled, features and targets together', async () => {
    const { table } = await load(name);
    const { data } = await loadDataset({ name });
    const lines = (all: typeof table) =>
      Array.from(all.targets, (target, row) => [...rowOf(all.features, row, columns), target].join(' '));
    expect(lines(data)).not.toEqual(lines(table));
    expect(lines(data).toSorted()).toEqual(lines(table).toSorted());
  });
});

it('diabetes stays within the range it states, and reaches its ends', async () => {
  const { info, data } = await loadDataset({ name: 'diabetes' });
  if (info.target.kind !== 'values') throw new Error('values expected');
  expect(info.target.range).toEqual([Math.min(...data.targets), Math.max(...data.targets)]);
});
