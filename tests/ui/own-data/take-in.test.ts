import { beforeEach, expect, test } from 'vitest';
import { assetEntry, makeAsset } from '../../../src/assets/asset.ts';
import { MAX_EMBEDDED } from '../../../src/assets/limits.ts';
import { nodeRandom } from '../../../src/base/random.ts';
import { newDocument } from '../../../src/graph/new.ts';
import { isAbsent, tablesOf } from '../../../src/ui/own-data/local-assets.ts';
import { takeIn } from '../../../src/ui/own-data/take-in.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';
import { file, sample } from '../../assets/sample.ts';

beforeEach(() => viewStore.getState().announce('Nothing yet.'));

test('a small table goes into the file and nowhere else', async () => {
  const asset = await makeAsset(sample, file);
  expect(await takeIn(asset)).toEqual({ type: 'addAssets', assets: { [asset.hash]: assetEntry(asset) } });
  expect(isAbsent(asset.hash)).toBe(true);
  expect(viewStore.getState().announcement.text).toBe('Nothing yet.');
});

test('a large one that cannot be stored stays in this tab, which is said', async () => {
  const rows = MAX_EMBEDDED / 4;
  const rng = nodeRandom(1, 'large')('x');
  const values = Float32Array.from({ length: rows }, () => rng.normal());
  const asset = await makeAsset(
    { rows, columns: [{ name: 'x', kind: 'number', values }] },
    { name: 'large.csv', bytes: 1 },
  );
  const command = await takeIn(asset);
  // There is no storage where this test runs, as in a private window.
  expect(viewStore.getState().announcement).toMatchObject({ tone: 'warning' });
  expect(viewStore.getState().announcement.text).toMatch(
    /^This browser cannot keep “large\.csv”: .* It stays in this tab/,
  );
  expect(command).toMatchObject({ type: 'addAssets' });
  expect(isAbsent(asset.hash)).toBe(false);
  const document = { ...newDocument('own'), assets: { [asset.hash]: assetEntry(asset) } };
  expect((await tablesOf(document)(asset.hash)).rows).toBe(rows);
});
