import { describe, expect, test } from 'vitest';
import { makeAsset } from '../../../src/assets/asset.ts';
import type { Asset } from '../../../src/assets/asset.ts';
import { assetReader } from '../../../src/assets/reader.ts';
import type { Table } from '../../../src/assets/table.ts';
import { nodeRandom } from '../../../src/base/random.ts';
import { splitIndices } from '../../../src/catalog/data/plan-split.ts';
import { table } from '../../../src/catalog/data/table.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import { file, sample } from '../../assets/sample.ts';
import { rowOf } from './helpers.ts';

async function loadTable(data: Table, given: Record<string, unknown>) {
  const asset = await makeAsset(data, file);
  const assets = new Map([[asset.hash, { ok: true as const, value: asset.info }]]);
  const parsed = parseParams(table, { data: asset.hash, ...given });
  if (!parsed.success) throw parsed.error;
  const fault = table.lacks?.(parsed.data, assets);
  if (fault !== undefined) return { fault };
  const load = (seed: number) => table.load(parsed.data, nodeRandom(seed, 'data'), assetReader([asset]));
  return { info: table.describe(parsed.data, assets), data: await load(1), load };
}

async function sound(data: Table, given: Record<string, unknown>) {
  const loaded = await loadTable(data, given);
  if (loaded.fault !== undefined) throw new Error(loaded.fault.message);
  return loaded;
}

describe('what a table gives', () => {
  test('texts become a feature for each, the last column is learned, rows with a gap are left out', async () => {
    const { info, data } = await sound(sample, {});
    expect(info.featureNames).toEqual(['x', 'y', 'colour=blue', 'colour=red']);
    expect(info.target).toEqual({ kind: 'classes', names: ['a', 'b', 'c'] });
    // Of six rows only the first two lack nothing.
    expect(info.samples).toBe(2);
    const rows = [0, 1].map((row) => [...rowOf(data.features, row, 4), data.targets[row]]);
    expect(rows.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([
      [1, 0.5, 1, 0, 0],
      [2, -1, 0, 1, 1],
    ]);
  });

  test('columns that are left out lack nothing; another target is learned, numbers as values', async () => {
    const { info, data } = await sound(sample, { target: 'y', left_out: 'colour\nkind' });
    expect(info.featureNames).toEqual(['x']);
    expect(info.target).toEqual({ kind: 'values', names: ['y'], range: [-1, 3] });
    expect(info.samples).toBe(4);
    expect([...data.targets].toSorted((a, b) => a - b)).toEqual(
      [-1, 0.5, Math.fround(1e-3), 3].toSorted((a, b) => a - b),
    );
  });

  test('the seed decides the order, and nothing else', async () => {
    const many: Table = {
      rows: 50,
      columns: [0, 1].map((c) => ({
        name: `k${c}`,
        kind: 'number',
        values: Float32Array.from({ length: 50 }, (_, i) => i),
      })),
    };
    const { load } = await sound(many, {});
    const [one, same, two] = await Promise.all([load(1), load(1), load(2)]);
    expect(one).toEqual(same);
    expect(one.targets).not.toEqual(two.targets);
    expect(one.targets.toSorted()).toEqual(two.targets.toSorted());
    expect(one.features).toEqual(one.targets);
  });

  test('gaps are filled with what the training rows alone say', async () => {
    const rows = 100;
    const values = Float32Array.from({ length: rows }, (_, i) => (i % 4 === 0 ? Number.NaN : i));
    const target = Float32Array.from({ length: rows }, (_, i) => i);
    const data: Table = {
      rows,
      columns: [
        { name: 'x', kind: 'number', values },
        { name: 'y', kind: 'number', values: target },
      ],
    };
    const loaded = await sound(data, { missing: 'fill', validation_fraction: 0.3, test_fraction: 0.2 });
    const { train } = splitIndices(rows, { validation: 0.3, test: 0.2 }, nodeRandom(1, 'data')('split'));
    const there = [...train]
      .map((place) => values[loaded.data.targets[place] ?? 0] ?? 0)
      .filter((value) => !Number.isNaN(value));
    const mean = Math.fround(there.reduce((a, b) => a + b, 0) / there.length);
    const filled = [...loaded.data.targets].flatMap((y, row) => (y % 4 === 0 ? [loaded.data.features[row]] : []));
    expect(filled).toHaveLength(25);
    expect(new Set(filled)).toEqual(new Set([mean]));
    // The mean of all rows, which the held-out ones would have a part in, is another number.
    const all = [...values].filter((value) => !Number.isNaN(value));
    expect(Math.abs(mean - all.reduce((a, b) => a + b, 0) / all.length)).toBeGreaterThan(0.01);
  });
});

describe('what a table lacks', () => {
  const fault = async (given: Record<string, unknown>) => (await loadTable(sample, given)).fault;

  test('no data, or data that nobody describes', async () => {
    expect((await fault({ data: '' }))?.code).toBe('no-data');
    expect((await fault({ data: 'abc' }))?.code).toBe('damaged-data');
    const parsed = parseParams(table, { data: 'abc' });
    const said =
      parsed.success && table.lacks?.(parsed.data, new Map([['abc', { ok: false, error: 'names no columns' }]]));
    expect(said).toMatchObject({
      code: 'damaged-data',
      message: expect.stringContaining('names no columns') as string,
    });
  });

  test('a column that is not there is offered its nearest', async () => {
    const found = await fault({ target: 'color' });
    expect(found).toMatchObject({ code: 'unknown-column', param: 'target' });
    expect(found?.remedies?.[0]?.params).toEqual({ target: 'colour' });
    expect((await fault({ left_out: 'x\nz' }))?.remedies?.[0]?.params).toEqual({ left_out: 'x' });
  });

  test('columns or rows to learn from', async () => {
    expect(await fault({ left_out: 'x\ny\ncolour' })).toMatchObject({ code: 'unusable-data', param: 'left_out' });
    const gaps: Table = {
      rows: 3,
      columns: [
        { name: 'x', kind: 'number', values: Float32Array.of(Number.NaN, Number.NaN, 1) },
        { name: 'y', kind: 'number', values: Float32Array.of(1, 2, 3) },
      ],
    };
    const found = (await loadTable(gaps, {})).fault;
    expect(found).toMatchObject({
      code: 'unusable-data',
      param: 'missing',
      remedies: [{ params: { missing: 'fill' } }],
    });
    expect((await sound(gaps, { missing: 'fill' })).info.samples).toBe(3);
  });

  test('gaps in ever different columns can be filled, not left out', async () => {
    const rows = 1200;
    const width = 12;
    const scattered: Table = {
      rows,
      columns: Array.from({ length: width }, (_, c) => ({
        name: `k${c}`,
        kind: 'number',
        values: Float32Array.from({ length: rows }, (_v, row) =>
          ((row >> c) & 1) === 1 && c < width - 1 ? Number.NaN : row,
        ),
      })),
    };
    const asset: Asset = await makeAsset(scattered, file);
    expect(asset.info.gaps).toBeUndefined();
    expect((await loadTable(scattered, {})).fault).toMatchObject({ param: 'missing' });
    expect((await sound(scattered, { missing: 'fill' })).info.samples).toBe(rows);
  });
});
