/*
 * Who owns which draft. A tab holds a lock on its draft for as long as it lives, and writes to no other:
 * two tabs never overwrite each other, and the draft of a crashed tab is free at once. A draft that cannot
 * be read is never written to; the tab goes on under another id, which it remembers.
 */
import { nanoid } from 'nanoid';
import type { StoredDraft } from './drafts.ts';
import type { DraftReading } from './read-draft.ts';

const SESSION_KEY = 'edgewise.draft';
/** A reloading tab may have to wait for its former self to let go. */
const RELOAD_PATIENCE = 600;

export type Readable = Extract<DraftReading, { state: 'readable' }>;
export type Unreadable = Exclude<DraftReading, Readable>;

export interface Claim {
  /** The draft that this tab writes to from now on. */
  readonly id: string;
  /** What to show first: the tab's own draft, or another tab's latest to start a copy from. */
  readonly found: Readable | undefined;
  /** The draft is open in another tab; this tab works on a copy. */
  readonly copied: boolean;
  /** Drafts that would have been shown, had they been readable. */
  readonly unreadable: readonly { readonly id: string; readonly reading: Unreadable }[];
}

/** Takes a lock for the life of the page. False if another tab has it. */
export type Lock = (name: string, patience: number) => Promise<boolean>;

interface Options {
  readonly read: (record: unknown) => DraftReading;
  readonly lock: Lock;
  readonly session?: SessionMemory;
}

/**
 * Finds this tab's draft: the one it had before a reload, else the latest that can be read and that no
 * tab has open, else a new one. A tab whose own draft cannot be read gets a new one, not somebody else's.
 */
export async function claimDraft(
  drafts: readonly StoredDraft[],
  { read, lock, session = sessionMemory() }: Options,
): Promise<Claim> {
  const own = drafts.find(({ id }) => id === session.read());
  const unreadable: Claim['unreadable'][number][] = [];
  let elsewhere: Readable | undefined;
  for (const { id, record } of own === undefined ? drafts : [own, ...drafts.filter((each) => each !== own)]) {
    const reading = read(record);
    if (reading.state === 'readable') {
      if (await lock(id, id === own?.id ? RELOAD_PATIENCE : 0)) {
        session.write(id);
        return { id, found: reading, copied: false, unreadable };
      }
      elsewhere ??= reading;
    } else {
      unreadable.push({ id, reading });
      if (id === own?.id) break;
    }
  }
  const id = nanoid(10);
  // A name nobody knows can only be refused where there are no locks at all; then nothing is known of other tabs.
  const locksWork = await lock(id, 0);
  session.write(id);
  return { id, found: elsewhere, copied: locksWork && elsewhere !== undefined, unreadable };
}

/** The browser's Web Locks. Where they are missing every draft counts as taken, so that none is overwritten. */
export const webLock: Lock = (name, patience) =>
  new Promise((resolve) => {
    const locks = globalThis.navigator?.locks;
    if (locks === undefined) return resolve(false);
    const hold = (held: globalThis.Lock | null) => {
      resolve(held !== null);
      return held === null ? undefined : new Promise<never>(() => {});
    };
    const options = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
    locks.request(`edgewise-draft-${name}`, options, hold).catch(() => resolve(false));
  });

interface SessionMemory {
  read(): string | undefined;
  write(id: string): void;
}

/** Remembers the draft over a reload of this tab. */
export function sessionMemory(): SessionMemory {
  return {
    read() {
      try {
        return sessionStorage.getItem(SESSION_KEY) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(id) {
      try {
        sessionStorage.setItem(SESSION_KEY, id);
      } catch {
        // Denied storage: the next load takes the latest draft instead.
      }
    },
  };
}
