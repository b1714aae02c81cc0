/* The versions of a draft in IndexedDB, and which of them have to go when there are too many. */
import { openDatabase } from './database.ts';
import type { Database, Version } from './database.ts';

export type { Version } from './database.ts';

/** Versions of one graph. */
export const MAX_VERSIONS = 50;

export interface Versions {
  /** The versions of a draft, the latest first. */
  list(draft: string): Promise<readonly Version[]>;
  /** Adds a version or changes it; others go to make room. */
  put(version: Version): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Opens the store when it is asked for first; an attempt that failed is made again. */
export function openVersions(): Versions {
  let opened: Promise<Database> | undefined;
  const database = () =>
    (opened ??= openDatabase().catch((reason: unknown) => {
      opened = undefined;
      throw reason;
    }));
  const list = async (draft: string) =>
    (await (await database()).getAllFromIndex('versions', 'draft', draft)).toSorted(latestFirst);
  return {
    list,
    async put(version) {
      const transaction = (await database()).transaction('versions', 'readwrite');
      const { store } = transaction;
      await store.put(version);
      for (const { id } of overflow(await store.index('draft').getAll(version.draft))) await store.delete(id);
      await transaction.done;
    },
    async remove(id) {
      await (await database()).delete('versions', id);
    },
  };
}

export const latestFirst = (a: Version, b: Version): number => b.savedAt - a.savedAt;

/** What goes: the oldest that were made by themselves. Those with a name stay. */
export function overflow(versions: readonly Version[]): readonly Version[] {
  const made = versions.filter(({ name }) => name === undefined).toSorted(latestFirst);
  const room = Math.max(0, MAX_VERSIONS - (versions.length - made.length));
  return made.slice(room);
}
