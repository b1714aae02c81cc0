/* The real database of a real browser. */
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { openDrafts } from '../../../src/ui/persistence/drafts.ts';
import { MAX_BYTES, MAX_TRAININGS, openTrainings } from '../../../src/ui/persistence/trainings-db.ts';
import { checkpoint, stored } from './trainings.ts';

const clear = () => deleteDB('edgewise');
beforeEach(clear);
afterEach(clear);

const large = (floats: number) =>
  stored({ ...checkpoint(1), weights: new Map([['d1/kernel', new Float32Array(floats).fill(3)]]) });

it('keeps the training of a draft over a visit, in its newest form alone', async () => {
  const first = await openTrainings();
  await first.put('mine', large(1_600_000));
  await first.put('mine', stored(checkpoint(60), undefined));
  await first.put('other', large(1_600_000));
  first.close();
  const second = await openTrainings();
  expect(await second.get('mine')).toEqual(stored(checkpoint(60), undefined));
  const other = (await second.get('other'))?.programs[0]?.checkpoint?.weights.get('d1/kernel');
  expect(other?.length).toBe(1_600_000);
  expect(other?.every((value) => value === 3)).toBe(true);
  await second.remove('mine');
  expect(await second.get('mine')).toBeUndefined();
  second.close();
});

it('keeps nothing that is too large, and of many drafts the latest', async () => {
  const trainings = await openTrainings();
  await trainings.put('mine', stored(checkpoint(60)));
  await trainings.put('mine', large(MAX_BYTES / 4));
  expect(await trainings.get('mine')).toBeUndefined();
  for (let i = 0; i <= MAX_TRAININGS; i++) {
    // The clock of a browser is not that fine.
    await trainings.put(`draft${i}`, stored(checkpoint(i)));
    const db = await openDB('edgewise');
    await db.put('trainings', { ...(await db.get('trainings', [`draft${i}`, 0])), savedAt: i });
    db.close();
  }
  await trainings.put('latest', stored(checkpoint(99)));
  expect(await trainings.get('draft0')).toBeUndefined();
  expect(await trainings.get('draft1')).toBeUndefined();
  expect((await trainings.get('draft2'))?.programs[0]?.checkpoint?.step).toBe(2);
  trainings.close();
});

it('hands all over at once when the page goes, and piece by piece while it stays', async () => {
  const trainings = await openTrainings();
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  onTestFinished(() => put.mockRestore());
  for (const leaving of [false, true]) {
    put.mockClear();
    const written = trainings.put('mine', large(1_600_000), { leaving });
    expect(put).toHaveBeenCalledTimes(leaving ? 8 : 2);
    await written;
    expect(put).toHaveBeenCalledTimes(8);
  }
  trainings.close();
});

it('does not believe what is damaged, and lets go of it with its draft', async () => {
  const trainings = await openTrainings();
  await trainings.put('mine', stored(checkpoint(60)));
  const db = await openDB('edgewise');
  await db.delete('trainings', ['mine', 1]);
  await expect(trainings.get('mine')).rejects.toThrow('bytes');
  const drafts = await openDrafts();
  await drafts.remove('mine');
  expect(await db.getAllKeys('trainings')).toEqual([]);
  for (const each of [db, drafts, trainings]) each.close();
});
