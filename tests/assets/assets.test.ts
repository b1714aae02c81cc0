import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assetEntry, makeAsset, openAsset } from '../../src/assets/asset.ts';
import type { Asset } from '../../src/assets/asset.ts';
import { HASH_PATTERN } from '../../src/assets/hash.ts';
import { assetInfos, embedded, isEmbedded } from '../../src/assets/in-document.ts';
import { readInfo, writeInfo } from '../../src/assets/info.ts';
import { MAX_EMBEDDED, MAX_ROWS } from '../../src/assets/limits.ts';
import { deflate, fromLines, inflate, toLines } from '../../src/assets/pack.ts';
import { assetReader } from '../../src/assets/reader.ts';
import { tableBytes } from '../../src/assets/table.ts';
import type { Table } from '../../src/assets/table.ts';
import { must } from '../../src/base/invariant.ts';
import { nodeRandom } from '../../src/base/random.ts';
import { newDocument } from '../../src/graph/new.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import { serializeDocument } from '../../src/graph/serialize.ts';
import { file, sample } from './sample.ts';

const inDocument = (asset: Asset): GraphDocument => ({
  ...newDocument('own'),
  assets: { [asset.hash]: assetEntry(asset) },
});

/** As large as it is noisy: nothing of it can be packed. */
function noise(rows: number): Table {
  const rng = nodeRandom(1, 'noise')('x');
  return {
    rows,
    columns: [{ name: 'x', kind: 'number', values: Float32Array.from({ length: rows }, () => rng.normal()) }],
  };
}

describe('a table', () => {
  test('is named by its content: the name of its file plays no part, each value does', async () => {
    const asset = await makeAsset(sample, file);
    expect(asset.hash).toMatch(HASH_PATTERN);
    expect((await makeAsset(sample, { name: 'other.csv', bytes: 1 })).hash).toBe(asset.hash);
    const [x, ...others] = sample.columns;
    const changed = { ...must(x, 'x'), values: Float32Array.of(1, 2, Number.NaN, 4, 5, 7) };
    const renamed = { ...must(x, 'x'), name: 'x2' };
    const hashes = await Promise.all(
      [changed, renamed].map(
        async (column) => (await makeAsset({ ...sample, columns: [column as never, ...others] }, file)).hash,
      ),
    );
    expect(new Set([asset.hash, ...hashes]).size).toBe(3);
  });

  test('says which rows lack what, and where its numbers lie', async () => {
    const { info } = await makeAsset(sample, file);
    expect(info.columns).toEqual([
      { name: 'x', kind: 'number', missing: 1, range: [1, 6] },
      { name: 'y', kind: 'number', missing: 1, range: [-1, 3] },
      { name: 'colour', kind: 'category', missing: 1, categories: ['blue', 'red'] },
      { name: 'kind', kind: 'category', missing: 1, categories: ['a', 'b', 'c'] },
    ]);
    expect(info.gaps).toEqual([0, 1, 2, 3].map((column) => ({ columns: [column], rows: 1 })));
  });

  test('comes back as it was from a graph file', async () => {
    const asset = await makeAsset(sample, { ...file, reading: { delimiter: ';', decimal: ',', header: true } });
    const text = serializeDocument(inDocument(asset));
    const parsed = parseDocument(text);
    if (!parsed.ok) throw new Error('does not open');
    expect(parsed.value.warnings).toEqual([]);
    expect(serializeDocument(parsed.value.document)).toBe(text);
    const found = embedded(parsed.value.document, asset.hash);
    if (found?.ok !== true) throw new Error('is not embedded');
    expect(found.value.info).toEqual(asset.info);
    expect(await openAsset(found.value)).toEqual({
      ok: true,
      value: {
        rows: sample.rows,
        columns: sample.columns.map((column, i) => ({ ...asset.info.columns[i], ...column })),
      },
    });
  });

  test('any table survives packing', async () => {
    const column = (rows: number, name: string) =>
      fc.oneof(
        fc
          .array(fc.float(), { minLength: rows, maxLength: rows })
          .map((values) => ({ name, kind: 'number' as const, values: Float32Array.from(values) })),
        fc.array(fc.integer({ min: 0, max: 300 }), { minLength: rows, maxLength: rows }).map((values) => ({
          name,
          kind: 'category' as const,
          categories: Array.from({ length: 300 }, (_, i) => `c${i}`),
          values: Uint16Array.from(values),
        })),
      );
    const tables = fc
      .record({ rows: fc.integer({ min: 0, max: 9 }), width: fc.integer({ min: 1, max: 4 }) })
      .chain(({ rows, width }) =>
        fc
          .tuple(...Array.from({ length: width }, (_, i) => column(rows, `k${i}`)))
          .map((columns) => ({ rows, columns })),
      );
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const asset = await makeAsset(table, file);
        const opened = await openAsset(asset);
        expect(opened.ok && opened.value.columns.map(({ values }) => values)).toEqual(
          table.columns.map(({ values }) => values),
        );
        const read = readInfo(JSON.parse(JSON.stringify(writeInfo(asset.info))));
        expect(read.ok).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('in the graph file', () => {
  test('small data is carried along, large data is only named', async () => {
    const small = await makeAsset(noise(1000), file);
    expect(isEmbedded(inDocument(small), small.hash)).toBe(true);
    const large = await makeAsset(noise(MAX_EMBEDDED / 4), file);
    const document = inDocument(large);
    expect(isEmbedded(document, large.hash)).toBe(false);
    expect(embedded(document, large.hash)).toBeUndefined();
    expect(assetInfos(document).get(large.hash)).toEqual({ ok: true, value: large.info });
  });

  test('no line of it is so long that a graph file would have to be looked at twice', async () => {
    const { packed } = await makeAsset(noise(50_000), file);
    const lines = toLines(packed);
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(65_536);
    expect(fromLines(lines)).toEqual({ ok: true, value: packed });
  });

  test('an entry that says nonsense is told, not believed', async () => {
    const entry = writeInfo((await makeAsset(sample, file)).info);
    const [x] = entry['columns'] as readonly object[];
    for (const [change, words] of [
      [{ kind: 'film' }, 'is of the kind "film"'],
      [{ rows: MAX_ROWS + 1 }, 'rows'],
      [{ rows: -1 }, 'rows'],
      [{ columns: [] }, 'names no columns'],
      [{ columns: [x, x] }, 'two columns of one name'],
      [{ columns: [{ ...x, kind: 'date' }] }, 'its column 1'],
      [{ name: '' }, 'the name ""'],
    ] as const) {
      const read = readInfo({ ...entry, ...change });
      expect(read.ok ? 'believed' : read.error).toContain(words);
    }
    fc.assert(fc.property(fc.jsonValue(), (value) => typeof readInfo(value).ok === 'boolean'));
  });
});

describe('what was damaged', () => {
  test('a bomb is inflated no further than the facts allow', async () => {
    const bomb = await deflate(new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await inflate(bomb, 1000)).toEqual({ ok: false, error: 'it holds more than the 1000 bytes that it should' });
  });

  test('is refused in words: swapped, cut off, or no data at all', async () => {
    const asset = await makeAsset(sample, file);
    const other = await makeAsset({ ...sample, columns: sample.columns.toReversed() }, file);
    const damaged: [Asset['packed'], string][] = [
      [await deflate(new Uint8Array(tableBytes(asset.info))), 'its content is not what its checksum says'],
      [asset.packed.slice(0, 20), 'it cannot be unpacked'],
      [await deflate(new Uint8Array(3)), 'it holds 3 bytes'],
      [other.packed, 'its content is not'],
    ];
    for (const [packed, words] of damaged) {
      const opened = await openAsset({ ...asset, packed });
      expect(opened.ok ? '' : opened.error).toContain(words);
    }
    await expect(assetReader([{ ...asset, packed: asset.packed.slice(0, 9) }])(asset.hash)).rejects.toThrow(
      'The data of sample.csv is damaged',
    );
    await expect(assetReader([])(asset.hash)).rejects.toThrow('is not at hand');
    expect(fromLines(['%%%'])).toEqual({ ok: false, error: 'it is not valid base64' });
    expect(fromLines('abc')).toEqual({ ok: false, error: 'it is no list of text' });
  });
});
