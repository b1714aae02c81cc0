/*
 * The graphs this browser keeps, in IndexedDB: one draft per tab, written whole in one transaction, so
 * that a killed browser leaves the previous version and never half a one. What cannot be read any more
 * is moved into a store of its own, where it waits for its owner.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { isObject } from '../../base/json.ts';

const DATABASE = 'edgewise';
const MAX_DRAFTS = 20;

export interface Draft {
  readonly id: string;
  readonly name: string;
  /** The graph file. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** A draft as it was found: nothing is known of it but its key, for storage can be damaged. */
export interface StoredDraft {
  readonly id: string;
  readonly record: unknown;
}

/** A draft that could not be read, kept aside. */
export interface DamagedDraft {
  /** The id it had as a draft. */
  readonly id: string;
  readonly name: string;
  /** Whatever was left of it. */
  readonly text: string;
  /** What was wrong, as a sentence. */
  readonly reason: string;
  /** It was downloaded: it is not shown again, and goes with the next visit. */
  readonly downloaded: boolean;
}

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { savedAt: number } };
  damaged: { key: string; value: DamagedDraft };
}

export interface Drafts {
  /** All drafts, the latest first. */
  list(): Promise<readonly StoredDraft[]>;
  put(draft: Draft): Promise<void>;
  /** Moves a draft to those that wait for their owner, unless another tab has written it anew: `isDamaged` looks again. */
  setAside(damaged: DamagedDraft, isDamaged: (record: unknown) => boolean): Promise<void>;
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
  const db: IDBPDatabase<Schema> = await openDB<Schema>(DATABASE, 2, {
    upgrade(fresh, from) {
      if (from < 1) fresh.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
      if (from < 2) fresh.createObjectStore('damaged', { keyPath: 'id' });
    },
    // Another tab wants a newer version of the database: step aside rather than block it.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  // Not by the index: a record without its time does not stand in it, and would never be seen again.
  const list = async () => {
    const records: readonly unknown[] = await db.getAll('drafts');
    return records
      .map((record) => ({ id: idOf(record), record, savedAt: timeOf(record) }))
      .toSorted((a, b) => b.savedAt - a.savedAt);
  };
  return {
    list,
    put: async (draft) => {
      await db.put('drafts', draft);
    },
    async setAside(damaged, isDamaged) {
      const change = db.transaction(['drafts', 'damaged'], 'readwrite');
      const drafts = change.objectStore('drafts');
      if (isDamaged(await drafts.get(damaged.id))) {
        await change.objectStore('damaged').put(damaged);
        await drafts.delete(damaged.id);
      }
      await change.done;
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
      const old = (await list()).slice(MAX_DRAFTS).filter(({ id }) => !keep(id));
      for (const { id } of old) await db.delete('drafts', id);
    },
    close: () => db.close(),
  };
}

const idOf = (record: unknown): string => (isObject(record) ? String(record.id) : '');
const timeOf = (record: unknown): number =>
  isObject(record) && typeof record.savedAt === 'number' && !Number.isNaN(record.savedAt) ? record.savedAt : 0;
