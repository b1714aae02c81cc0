import { expect, test, vi } from 'vitest';
import { bringBack, storeChanges } from '../../../src/ui/persistence/keep-runs.ts';
import { isRecord } from '../../../src/ui/persistence/runs-db.ts';
import type { RunsDatabase } from '../../../src/ui/persistence/runs-db.ts';
import { MAX_RUNS } from '../../../src/ui/runs/bounded.ts';
import type { RunRecord } from '../../../src/ui/runs/run-record.ts';
import { createRunsStore } from '../../../src/ui/runs/runs-store.ts';
import { record } from '../runs/fixtures.ts';

function memory(...stored: RunRecord[]) {
  const kept = new Map(stored.map((each) => [each.id, each]));
  const db: RunsDatabase = {
    list: () => Promise.resolve([...kept.values()]),
    put: async (each) => void kept.set(each.id, each),
    remove: async (id) => void kept.delete(id),
    close: () => {},
  };
  return { db, kept };
}

test('runs come back; one that was going on has been left, and those beyond the limit are dropped', async () => {
  const old = Array.from({ length: MAX_RUNS + 2 }, (_, i) => record(i + 1));
  const { db, kept } = memory(...old.slice(0, -1), record(MAX_RUNS + 2, { end: { reason: 'running', detail: '' } }));
  const store = createRunsStore();
  await bringBack(db, store);
  expect(store.getState().records).toHaveLength(MAX_RUNS);
  expect(store.getState().records[0]?.end.reason).toBe('left');
  expect([...kept.keys()]).not.toContain('r1');
  expect(kept.size).toBe(MAX_RUNS);
});

test('every change is stored: a new run, a name, a deleted run and its return', async () => {
  const { db, kept } = memory();
  const store = createRunsStore();
  const settled = storeChanges(db, store, () => {});
  store.getState().put(record(1));
  store.getState().put(record(2));
  store.getState().rename('r1', 'Wide');
  await settled();
  expect([...kept.values()].map(({ name }) => name)).toEqual(['Wide', 'Run 2']);
  store.getState().remove(['r1']);
  await settled();
  expect([...kept.keys()]).toEqual(['r2']);
  store.getState().bringBack();
  await settled();
  expect([...kept.keys()]).toEqual(['r2', 'r1']);
});

test('where nothing can be stored the runs stay in the page, and that is said once', async () => {
  for (const db of [undefined, { ...memory().db, put: () => Promise.reject(new Error('full')) }]) {
    const store = createRunsStore();
    const unstored = vi.fn();
    await bringBack(db, store);
    const settled = storeChanges(db, store, unstored);
    expect(unstored).not.toHaveBeenCalled();
    store.getState().put(record(1));
    store.getState().put(record(2));
    await settled();
    expect(unstored).toHaveBeenCalledOnce();
    expect(store.getState().records).toHaveLength(2);
  }
});

test('a stored record is believed only if it can be shown', () => {
  expect(isRecord(record(1))).toBe(true);
  for (const damage of [{ id: 1 }, { epochPoints: [{}] }, { batches: 'x' }, { end: undefined }, { spent: 'long' }]) {
    expect(isRecord({ ...record(1), ...damage })).toBe(false);
  }
  expect(isRecord(undefined)).toBe(false);
});
