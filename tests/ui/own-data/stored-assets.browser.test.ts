/** Tables in this browser's storage: kept by their content, forgotten when nobody names them. */
import { expect, test, vi } from 'vitest';
import { makeAsset, openAsset } from '../../../src/assets/asset.ts';
import { forgetUnnamed, storeAsset, storedAsset } from '../../../src/ui/own-data/stored-assets.ts';
import { file, sample } from '../../assets/sample.ts';

test('a table comes back as it was, and goes a day after its last name', async () => {
  const asset = await makeAsset(sample, file);
  await storeAsset(asset);
  const found = await storedAsset(asset.hash);
  expect(found).toEqual(asset);
  expect(found && (await openAsset(found)).ok).toBe(true);
  expect(await storedAsset('0'.repeat(64))).toBeUndefined();

  await forgetUnnamed([]);
  expect(await storedAsset(asset.hash)).toEqual(asset);
  const later = Date.now() + 25 * 60 * 60 * 1000;
  const clock = vi.spyOn(Date, 'now').mockReturnValue(later);
  await forgetUnnamed([`{"data":"${asset.hash}"}`]);
  expect(await storedAsset(asset.hash)).toEqual(asset);
  await forgetUnnamed(['another graph']);
  expect(await storedAsset(asset.hash)).toBeUndefined();
  clock.mockRestore();
});
