/*
 * The graphs this browser keeps, in IndexedDB: one draft per tab, written whole in one transaction, so
 * that a killed browser leaves the previous version and never half a one.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

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

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { savedAt: number } };
}

export interface Drafts {
  /** All drafts, the latest first. */
  list(): Promise<readonly Draft[]>;
  put(draft: Draft): Promise<void>;
  /** Removes the oldest drafts beyond the limit, sparing those for which `keep` is true. */
  prune(keep: (id: string) => boolean): Promise<void>;
}

/** Opens the store. Rejects where storage is denied or broken. */
export async function openDrafts(): Promise<Drafts> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(DATABASE, 1, {
    upgrade: (fresh) => fresh.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt'),
    // Another tab wants a newer version of the database: step aside rather than block it.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  const list = async () => (await db.getAllFromIndex('drafts', 'savedAt')).toReversed();
  return {
    list,
    put: async (draft) => {
      await db.put('drafts', draft);
    },
    async prune(keep) {
      const old = (await list()).slice(MAX_DRAFTS).filter(({ id }) => !keep(id));
      for (const { id } of old) await db.delete('drafts', id);
    },
  };
}
