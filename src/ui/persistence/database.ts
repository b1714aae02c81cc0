/*
 * The database of this browser's graphs: what is in it and how it is opened. Each module that reads or writes
 * one of the stores has its own few functions; only the layout is shared.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Patches } from '../../graph/patches.ts';
import type { StepsWrite, StoredStep } from './step-log.ts';

const DATABASE = 'edgewise';

/** A graph as it was written last, whole. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  /** The graph file. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** The last operation that the text has in it; operations with higher numbers come after it. */
  readonly seq?: number;
  /** Nothing was changed since it was opened from somewhere where it can be had again. */
  readonly untouched?: boolean;
  /** The number of the step that was done last, if its steps are kept. */
  readonly done?: number;
}

/** What was changed after a draft was written whole. */
export interface Operation {
  readonly draft: string;
  readonly seq: number;
  readonly name: string;
  readonly savedAt: number;
  readonly patches: Patches;
  /** As that of a draft. */
  readonly done?: number;
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

/** A state of a draft that was kept. */
export interface Version {
  readonly id: string;
  readonly draft: string;
  /** Given by hand; one without was made by itself. */
  readonly name?: string;
  /** Why it was made, in words. */
  readonly reason: string;
  readonly savedAt: number;
  readonly text: string;
}

/** The file on disk that a draft belongs to. */
export interface KeptFile {
  readonly draft: string;
  readonly handle: FileSystemFileHandle;
  /** The text that this page wrote to the file, or read from it, last. */
  readonly text: string;
  /** When the file was changed last, as far as this page knows. */
  readonly changedAt: number;
}

/** A part of the training under way of a draft: the first one says what it is, those behind it hold its numbers. */
export interface TrainingPart {
  readonly draft: string;
  /** Counted from 0. */
  readonly part: number;
  /** Milliseconds since 1970, in the first part. */
  readonly savedAt?: number;
  readonly content: unknown;
}

export interface Schema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { savedAt: number } };
  damaged: { key: string; value: DamagedDraft };
  operations: { key: [string, number]; value: Operation };
  /** The history of each draft. */
  steps: { key: [string, number]; value: StoredStep };
  /** Who may write to a draft. */
  holders: { key: string; value: string };
  /** By draft and holder, who may not any more, and since when. */
  revoked: { key: [string, string]; value: number };
  versions: { key: string; value: Version; indexes: { draft: string } };
  files: { key: string; value: KeptFile };
  trainings: { key: [string, number]; value: TrainingPart };
}

export type Database = IDBPDatabase<Schema>;

/** Opens the database. Rejects where storage is denied or broken. */
export const openDatabase = (): Promise<Database> =>
  openDB<Schema>(DATABASE, 5, {
    upgrade(fresh, from) {
      if (from < 1) fresh.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
      if (from < 2) fresh.createObjectStore('damaged', { keyPath: 'id' });
      if (from < 3) {
        fresh.createObjectStore('operations', { keyPath: ['draft', 'seq'] });
        fresh.createObjectStore('holders');
        fresh.createObjectStore('revoked');
        fresh.createObjectStore('versions', { keyPath: 'id' }).createIndex('draft', 'draft');
        fresh.createObjectStore('files', { keyPath: 'draft' });
      }
      if (from < 4) fresh.createObjectStore('steps', { keyPath: ['draft', 'serial'] });
      if (from < 5) fresh.createObjectStore('trainings', { keyPath: ['draft', 'part'] });
    },
    // Another tab wants a newer version of the database: step aside rather than block it.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });

/** All operations of a draft, all its steps, or all parts of its training; a list comes after every number. */
export const operationsOf = (draft: string, upTo?: number): IDBKeyRange =>
  IDBKeyRange.bound([draft], upTo === undefined ? [draft, []] : [draft, upTo]);

interface StepStore {
  put(step: StoredStep): Promise<unknown>;
  delete(range: IDBKeyRange): Promise<unknown>;
}

/** Brings the steps of a draft to what they are now. */
export const writeSteps = (store: StepStore, draft: string, { only, put }: StepsWrite): readonly Promise<unknown>[] => [
  store.delete(IDBKeyRange.bound([draft], [draft, only[0]], false, true)),
  store.delete(IDBKeyRange.bound([draft, only[1]], [draft, []], true)),
  ...put.map((step) => store.put(step)),
];
