/*
 * What a page has not stored yet when it goes away. Its last write to IndexedDB may never arrive, so it leaves the
 * same in localStorage, which is written at once; whoever opens the drafts next puts it where it belongs.
 */
import { isObject } from '../../base/json.ts';
import { operationsOf, writeSteps, type Database, type Draft, type Operation } from './database.ts';
import type { StepsWrite } from './step-log.ts';

/** One write to a draft: the whole graph, or what was changed, and the steps beside it. */
export type Write = ({ readonly whole: Draft & { readonly seq: number } } | { readonly operation: Operation }) & {
  readonly steps?: StepsWrite | undefined;
};
export type LastWords = Write & { readonly holder: string };

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'edgewise.last.';
const draftOf = (words: Write): string => ('whole' in words ? words.whole.id : words.operation.draft);

/** Leaves a write for the next visit. Where that cannot be stored, the write to the database has to do. */
export function leaveWords(words: LastWords, store: () => Store = () => localStorage): void {
  // A long history may be too much where the graph alone is not.
  for (const each of [words, { ...words, steps: undefined }]) {
    try {
      store().setItem(PREFIX + draftOf(words), JSON.stringify(each));
      return;
    } catch {
      // Full, or switched off.
    }
  }
}

/** A draft that is removed has nothing left to say. */
export function forgetWords(draft: string, store: () => Store = () => localStorage): void {
  try {
    store().removeItem(PREFIX + draft);
  } catch {
    // Then there are none.
  }
}

/**
 * Puts what closing pages have left into the database, unless it arrived there, or another tab had taken over. What
 * cannot be put there now, as on a full disk, waits for the next time, and the drafts can be read all the same.
 */
export async function hearWords(db: Database, store: () => Store = () => localStorage): Promise<void> {
  for (const [key, text] of left(store)) {
    const words = parse(text);
    const isHeard = words === undefined || (await put(db, words).then(yes, no));
    if (isHeard && store().getItem(key) === text) store().removeItem(key);
  }
}

const yes = () => true;
const no = () => false;

function left(store: () => Store): readonly (readonly [key: string, text: string])[] {
  try {
    const at = store();
    const keys = Array.from({ length: at.length }, (_, i) => at.key(i));
    return keys.flatMap((key) => (key?.startsWith(PREFIX) === true ? [[key, at.getItem(key) ?? ''] as const] : []));
  } catch {
    // Switched off: nothing was left there.
    return [];
  }
}

async function put(db: Database, words: LastWords): Promise<void> {
  const id = draftOf(words);
  const savedAt = 'whole' in words ? words.whole.savedAt : words.operation.savedAt;
  const transaction = db.transaction(['drafts', 'operations', 'steps', 'revoked'], 'readwrite');
  const drafts = transaction.objectStore('drafts');
  const operations = transaction.objectStore('operations');
  const revoked = await transaction.objectStore('revoked').get([id, words.holder]);
  const stored: readonly unknown[] = [await drafts.get(id), ...(await operations.getAll(operationsOf(id)))];
  const isNews = stored.every((each) => !isObject(each) || typeof each.savedAt !== 'number' || each.savedAt < savedAt);
  if (revoked === undefined && isNews) {
    if ('operation' in words) await operations.put(words.operation);
    else {
      await drafts.put(words.whole);
      await operations.delete(operationsOf(id, words.whole.seq));
    }
    if (words.steps !== undefined) await Promise.all(writeSteps(transaction.objectStore('steps'), id, words.steps));
  }
  await transaction.done;
}

/** Storage can be damaged; what is in the write is read as carefully as any draft. */
function parse(text: string): LastWords | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (!isObject(read) || typeof read.holder !== 'string') return undefined;
    const { holder } = read;
    const beside = isSteps(read.steps) ? { holder, steps: read.steps } : { holder };
    if (isWhole(read.whole)) return { ...beside, whole: read.whole };
    return isOperation(read.operation) ? { ...beside, operation: read.operation } : undefined;
  } catch {
    // Written by something else, or damaged.
    return undefined;
  }
}

const isWhole = (found: unknown): found is Extract<Write, { whole: unknown }>['whole'] =>
  isObject(found) && typeof found.id === 'string' && typeof found.seq === 'number' && typeof found.savedAt === 'number';

const isOperation = (found: unknown): found is Operation =>
  isObject(found) &&
  typeof found.draft === 'string' &&
  typeof found.seq === 'number' &&
  typeof found.savedAt === 'number';

const isSteps = (found: unknown): found is StepsWrite =>
  isObject(found) &&
  Array.isArray(found.only) &&
  [0, 1].every((i) => typeof (found.only as readonly unknown[])[i] === 'number') &&
  Array.isArray(found.put) &&
  found.put.every(
    (each: unknown) => isObject(each) && typeof each.draft === 'string' && typeof each.serial === 'number',
  );
