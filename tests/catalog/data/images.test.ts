import { expect, test } from 'vitest';
import { makeAsset } from '../../../src/assets/asset.ts';
import { assetReader } from '../../../src/assets/reader.ts';
import { nodeRandom } from '../../../src/base/random.ts';
import { images } from '../../../src/catalog/data/images.ts';
import { table } from '../../../src/catalog/data/table.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import { file, folder, sample } from '../../assets/sample.ts';

const paramsOf = (data: string) => {
  const parsed = parseParams(images, { data });
  if (!parsed.success) throw parsed.error;
  return parsed.data;
};

test('images come as height × width × channels from 0 to 1, each with the class of its folder', async () => {
  const asset = await makeAsset(folder, { name: 'lamps', bytes: 10 });
  const params = paramsOf(asset.hash);
  const assets = new Map([[asset.hash, { ok: true as const, value: asset.info }]]);
  expect(images.lacks?.(params, assets)).toBeUndefined();
  const info = images.describe(params, assets);
  expect(info).toMatchObject({ title: 'lamps', samples: 20, shape: [1, 2, 3], image: [2, 1], lit: true });
  expect(info.target).toEqual({ kind: 'classes', names: ['dark', 'light'] });
  expect(info.featureNames[4]).toBe('row 1, column 2, green');
  const load = (seed: number) => images.load(params, nodeRandom(seed, 'i'), assetReader([asset]));
  const { features, targets } = await load(1);
  expect(features).toHaveLength(20 * 6);
  targets.forEach((kind, row) => {
    expect(features[row * 6 + 1]).toBe(1);
    expect(features[row * 6 + 2]).toBeCloseTo(kind === 0 ? 0 : 0.2, 6);
  });
  // Folders lie one after the other in the file; the rows must not.
  expect(new Set(targets.slice(0, 10)).size).toBe(2);
  expect(await load(1)).toEqual({ features, targets });
  expect((await load(2)).targets).not.toEqual(targets);
});

test('says what is lacking: nothing chosen, a table, or images given to a Table', async () => {
  expect(images.lacks?.(paramsOf(''), new Map())).toMatchObject({ code: 'no-data' });
  expect(images.lacks?.(paramsOf('ab'), new Map())).toMatchObject({ code: 'damaged-data' });
  const rows = await makeAsset(sample, file);
  const pictures = await makeAsset(folder, { name: 'lamps', bytes: 10 });
  const assets = new Map([rows, pictures].map(({ hash, info }) => [hash, { ok: true as const, value: info }]));
  expect(images.lacks?.(paramsOf(rows.hash), assets)?.message).toContain('a table and no folder of images');
  const parsed = parseParams(table, { data: pictures.hash });
  if (!parsed.success) throw parsed.error;
  expect(table.lacks?.(parsed.data, assets)).toMatchObject({
    code: 'unusable-data',
    hint: expect.stringContaining('Images node'),
  });
});
