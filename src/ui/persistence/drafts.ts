/*
 * The graphs this browser keeps, in IndexedDB: each as a whole text and the operations since, written in one
 * transaction each, so that a killed browser leaves what was there before and never half of a change. One tab
 * holds a draft at a time; the writes of a tab that lost it are refused here, whatever that tab believes.
 * What cannot be read any more is moved into a store of its own, where it waits for its owner.
 */
import { isObject } from '../../base/json.ts';
import { openDatabase, operationsOf, writeSteps } from './database.ts';
import type { DamagedDraft, Draft, Operation } from './database.ts';
import { forgetWords, hearWords } from './last-words.ts';
import type { StepsWrite, StoredStep } from './step-log.ts';

export type { DamagedDraft, Draft } from './database.ts';

const MAX_DRAFTS = 50;
/** Milliseconds after which no frozen tab comes back any more. */
const REMEMBERED = 30 * 24 * 60 * 60 * 1000;

/** A draft as it was found: nothing is known of it but its key, for storage can be damaged. */
export interface StoredDraft {
  readonly id: string;
  readonly record: unknown;
  /** What was changed after that, in order. */
  readonly operations: readonly unknown[];
  /** Its history, where that was asked for. */
  readonly steps?: readonly unknown[];
}

/** Another tab has taken the draft over: nothing was written. */
export class TakenOver extends Error {
  constructor() {
    super('Another tab has taken this graph over.');
  }
}

export interface Drafts {
  /** All drafts, the latest first. */
  list(): Promise<readonly StoredDraft[]>;
  /** The steps of all drafts. */
  steps(): Promise<readonly unknown[]>;
  /** Makes this tab's page the one that may write to a draft, and gives what is there, with its history. */
  take(id: string, holder: string): Promise<StoredDraft | undefined>;
  /** Writes a draft whole; operations up to its number are in it and go. Rejects with `TakenOver` if another one holds it. */
  put(draft: Draft, holder?: string, steps?: StepsWrite): Promise<void>;
  /** Writes what was changed. Rejects with `TakenOver` if another one holds the draft. */
  append(operation: Operation, holder?: string, steps?: StepsWrite): Promise<void>;
  /** Removes a draft with all that belongs to it. */
  remove(id: string): Promise<void>;
  /** Moves a draft to those that wait for their owner, unless another tab has written it anew: `isDamaged` looks again. */
  setAside(damaged: DamagedDraft, isDamaged: (draft: StoredDraft) => boolean): Promise<void>;
  /** The drafts that were put aside and not dealt with; those that were downloaded before are dropped. */
  damaged(): Promise<readonly DamagedDraft[]>;
  markDownloaded(id: string): Promise<void>;
  forget(id: string): Promise<void>;
  /** Removes the oldest drafts beyond the limit, sparing those for which `keep` is true. */
  prune(keep: (id: string) => boolean): Promise<void>;
  close(): void;
}

/** Opens the store. Rejects where storage is denied or broken. */
export async function openDrafts(): Promise<Drafts> {
  const db = await openDatabase();
  // Not by the index: a record without its time does not stand in it, and would never be seen again.
  const list = async (): Promise<readonly StoredDraft[]> => {
    await hearWords(db);
    const found = db.transaction(['drafts', 'operations']);
    const [records, operations]: readonly [readonly unknown[], readonly Operation[]] = await Promise.all([
      found.objectStore('drafts').getAll(),
      found.objectStore('operations').getAll(),
    ]);
    const later = new Map<string, Operation[]>();
    for (const each of operations) later.set(each.draft, [...(later.get(each.draft) ?? []), each]);
    return records
      .map((record) => ({ id: idOf(record), record, operations: later.get(idOf(record)) ?? [] }))
      .toSorted((a, b) => timeOf(b) - timeOf(a));
  };
  /**
   * One transaction in which only the holder of the draft writes. Everything is asked for at once, for a page that
   * is being closed hears no answers: a holder that was revoked cannot be added a second time, and that alone
   * undoes the rest.
   */
  const change = async (id: string, holder: string | undefined, write: (to: Stores) => readonly Promise<unknown>[]) => {
    const transaction = db.transaction(['drafts', 'operations', 'steps', 'revoked'], 'readwrite');
    const revoked = transaction.objectStore('revoked');
    const guard = holder === undefined ? [] : [revoked.add(0, [id, holder]), revoked.delete([id, holder])];
    const written = write({
      drafts: transaction.objectStore('drafts'),
      operations: transaction.objectStore('operations'),
      steps: transaction.objectStore('steps'),
    });
    transaction.commit();
    try {
      await Promise.all([...guard, ...written, transaction.done]);
    } catch (reason) {
      throw reason instanceof DOMException && reason.name === 'ConstraintError' ? new TakenOver() : reason;
    }
  };
  const remove = async (id: string) => {
    const stores = ['drafts', 'operations', 'steps', 'holders', 'revoked', 'versions', 'files', 'trainings'] as const;
    const transaction = db.transaction(stores, 'readwrite');
    const versions = transaction.objectStore('versions');
    forgetWords(id);
    await transaction.objectStore('drafts').delete(id);
    await transaction.objectStore('operations').delete(operationsOf(id));
    await transaction.objectStore('steps').delete(operationsOf(id));
    await transaction.objectStore('holders').delete(id);
    await transaction.objectStore('revoked').delete(IDBKeyRange.bound([id], [id, []]));
    await transaction.objectStore('files').delete(id);
    await transaction.objectStore('trainings').delete(operationsOf(id));
    for (const key of await versions.index('draft').getAllKeys(id)) await versions.delete(key);
    await transaction.done;
  };
  return {
    list,
    remove,
    steps: () => db.getAll('steps'),
    async take(id, holder) {
      await hearWords(db);
      const transaction = db.transaction(['drafts', 'operations', 'steps', 'holders', 'revoked'], 'readwrite');
      const holders = transaction.objectStore('holders');
      const before = await holders.get(id);
      if (before !== undefined) await transaction.objectStore('revoked').put(Date.now(), [id, before]);
      await holders.put(holder, id);
      const record: unknown = await transaction.objectStore('drafts').get(id);
      const operations = await transaction.objectStore('operations').getAll(operationsOf(id));
      const steps = await transaction.objectStore('steps').getAll(operationsOf(id));
      await transaction.done;
      return record === undefined ? undefined : { id, record, operations, steps };
    },
    put: (draft, holder, steps) =>
      change(draft.id, holder, ({ drafts, operations, steps: kept }) => [
        drafts.put(draft),
        operations.delete(operationsOf(draft.id, draft.seq ?? 0)),
        ...(steps === undefined ? [] : writeSteps(kept, draft.id, steps)),
      ]),
    append: (operation, holder, steps) =>
      change(operation.draft, holder, ({ operations, steps: kept }) => [
        operations.put(operation),
        ...(steps === undefined ? [] : writeSteps(kept, operation.draft, steps)),
      ]),
    async setAside(damaged, isDamaged) {
      const transaction = db.transaction(['drafts', 'damaged', 'operations', 'steps'], 'readwrite');
      const drafts = transaction.objectStore('drafts');
      const operations = transaction.objectStore('operations');
      const { id } = damaged;
      const found = { id, record: await drafts.get(id), operations: await operations.getAll(operationsOf(id)) };
      if (isDamaged(found)) {
        await transaction.objectStore('damaged').put(damaged);
        await drafts.delete(id);
        await operations.delete(operationsOf(id));
        await transaction.objectStore('steps').delete(operationsOf(id));
      }
      await transaction.done;
    },
    async damaged() {
      const all = await db.getAll('damaged');
      for (const { id, downloaded } of all) if (downloaded) await db.delete('damaged', id);
      return all.filter(({ downloaded }) => !downloaded);
    },
    async markDownloaded(id) {
      const found = await db.get('damaged', id);
      if (found !== undefined) await db.put('damaged', { ...found, downloaded: true });
    },
    forget: (id) => db.delete('damaged', id),
    async prune(keep) {
      const since = Date.now() - REMEMBERED;
      for (const key of await db.getAllKeys('revoked')) {
        if (((await db.get('revoked', key)) ?? 0) < since) await db.delete('revoked', key);
      }
      const old = (await list()).slice(MAX_DRAFTS).filter(({ id }) => !keep(id));
      for (const { id } of old) await remove(id);
    },
    close: () => db.close(),
  };
}

interface Stores {
  readonly drafts: { put(draft: Draft): Promise<unknown> };
  readonly operations: { put(operation: Operation): Promise<unknown>; delete(range: IDBKeyRange): Promise<unknown> };
  readonly steps: { put(step: StoredStep): Promise<unknown>; delete(range: IDBKeyRange): Promise<unknown> };
}

const idOf = (record: unknown): string => (isObject(record) ? String(record.id) : '');

/** When a draft was changed last. */
export function timeOf({ record, operations }: StoredDraft): number {
  const last = operations.at(-1);
  const [at] = [last, record]
    .map((each) => (isObject(each) ? each.savedAt : undefined))
    .filter((time) => typeof time === 'number' && !Number.isNaN(time));
  return typeof at === 'number' ? at : 0;
}
