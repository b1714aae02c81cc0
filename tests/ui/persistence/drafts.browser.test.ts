/* The real database of a real browser. */
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDrafts, TakenOver, type DamagedDraft } from '../../../src/ui/persistence/drafts.ts';

const clear = () => deleteDB('edgewise');
beforeEach(clear);
afterEach(clear);

const draft = (id: string, savedAt = 1) => ({ id, name: id, text: '{}', savedAt });
const damaged = (id: string): DamagedDraft => ({
  id,
  name: id,
  text: '{"form',
  reason: 'It is cut.',
  downloaded: false,
});

/** Writes a record as no version of ours would. */
async function tamper(record: unknown) {
  const db = await openDB('edgewise');
  await db.put('drafts', record);
  db.close();
}

describe('drafts', () => {
  it('keeps the drafts of the first version of the database', async () => {
    const old = await openDB('edgewise', 1, {
      upgrade: (db) => db.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt'),
    });
    await old.put('drafts', draft('before'));
    old.close();
    const drafts = await openDrafts();
    expect((await drafts.list()).map(({ id }) => id)).toEqual(['before']);
    expect(await drafts.damaged()).toEqual([]);
    drafts.close();
  });

  it('lists the latest first, also what has lost its time', async () => {
    const drafts = await openDrafts();
    await drafts.put(draft('a', 1));
    await drafts.put(draft('b', 2));
    await tamper({ id: 'c', name: null });
    expect((await drafts.list()).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    drafts.close();
  });

  it('moves a damaged draft aside, until it was downloaded or deleted', async () => {
    const drafts = await openDrafts();
    await drafts.put(draft('a'));
    await drafts.put(draft('b'));
    await drafts.setAside(damaged('a'), () => true);
    await drafts.setAside(damaged('b'), () => true);
    expect(await drafts.list()).toEqual([]);
    expect(await drafts.damaged()).toEqual([damaged('a'), damaged('b')]);
    await drafts.markDownloaded('a');
    expect(await drafts.damaged()).toEqual([damaged('b')]);
    await drafts.forget('b');
    expect(await drafts.damaged()).toEqual([]);
    drafts.close();
  });

  it('leaves a draft alone that another tab has written anew', async () => {
    const drafts = await openDrafts();
    await drafts.put(draft('a'));
    await drafts.setAside(damaged('a'), () => false);
    expect((await drafts.list()).map(({ id }) => id)).toEqual(['a']);
    expect(await drafts.damaged()).toEqual([]);
    drafts.close();
  });

  it('keeps operations behind the graph that they change, until it is written whole', async () => {
    const drafts = await openDrafts();
    await drafts.put(draft('a'));
    for (const seq of [1, 2, 3]) await drafts.append({ draft: 'a', seq, name: 'a', savedAt: seq, patches: [] });
    await drafts.append({ draft: 'b', seq: 1, name: 'b', savedAt: 1, patches: [] });
    const operations = async () => (await drafts.list())[0]?.operations.map((each) => (each as { seq: number }).seq);
    expect(await operations()).toEqual([1, 2, 3]);
    await drafts.put({ ...draft('a'), seq: 2 });
    expect(await operations()).toEqual([3]);
    await drafts.remove('a');
    expect(await drafts.list()).toEqual([]);
    await drafts.put(draft('a'));
    expect(await operations()).toEqual([]);
    drafts.close();
  });

  it('lets nobody write but the tab that took the draft last', async () => {
    const drafts = await openDrafts();
    expect(await drafts.take('a', 'first')).toBeUndefined();
    await drafts.put(draft('a'), 'first');
    expect((await drafts.take('a', 'second'))?.record).toEqual(draft('a'));
    await expect(drafts.put(draft('a', 9), 'first')).rejects.toBeInstanceOf(TakenOver);
    const late = { draft: 'a', seq: 1, name: 'a', savedAt: 9, patches: [] };
    await expect(drafts.append(late, 'first')).rejects.toBeInstanceOf(TakenOver);
    expect(await drafts.list()).toEqual([{ id: 'a', record: draft('a'), operations: [] }]);
    await drafts.append(late, 'second');
    drafts.close();
  });
});

describe('the steps of a draft', () => {
  const step = (serial: number) => ({ draft: 'a', serial, label: `Step ${serial}`, patches: [], inverse: [] });
  const serials = async () => (await found()).map((each) => (each as { serial: number }).serial);
  async function found() {
    const drafts = await openDrafts();
    const steps = (await drafts.take('a', 'me'))?.steps ?? [];
    drafts.close();
    return steps;
  }

  it('are written with it, and those outside of what is kept go', async () => {
    const drafts = await openDrafts();
    await drafts.put(draft('a'), undefined, { only: [0, 0], put: [1, 2, 3].map(step) });
    await drafts.put({ ...draft('b') }, undefined, { only: [0, 0], put: [{ ...step(7), draft: 'b' }] });
    expect(await found()).toEqual([1, 2, 3].map(step));
    const operation = { draft: 'a', seq: 1, name: 'a', savedAt: 2, patches: [], done: 4 };
    await drafts.append(operation, undefined, { only: [2, 2], put: [step(4)] });
    expect(await serials()).toEqual([2, 4]);
    await drafts.append({ ...operation, seq: 2 });
    expect(await serials()).toEqual([2, 4]);
    expect((await drafts.steps()).length).toBe(3);
    await drafts.remove('a');
    await drafts.put(draft('a'));
    expect(await serials()).toEqual([]);
    expect((await drafts.steps()).length).toBe(1);
    drafts.close();
  });

  it('are not written by a tab that was taken over', async () => {
    const drafts = await openDrafts();
    await drafts.take('a', 'first');
    await drafts.put(draft('a'), 'first', { only: [0, 0], put: [step(1)] });
    await drafts.take('a', 'second');
    const late = drafts.put(draft('a', 9), 'first', { only: [0, 0], put: [step(2)] });
    await expect(late).rejects.toBeInstanceOf(TakenOver);
    drafts.close();
    expect(await serials()).toEqual([1]);
  });

  it('go with a draft that is put aside', async () => {
    const drafts = await openDrafts();
    await drafts.put(draft('a'), undefined, { only: [0, 0], put: [step(1)] });
    await drafts.setAside(damaged('a'), () => true);
    await drafts.put(draft('a'));
    drafts.close();
    expect(await serials()).toEqual([]);
  });
});
