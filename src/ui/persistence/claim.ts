/*
 * Who owns which draft. A tab holds a lock on its draft for as long as it lives, and writes to no other:
 * two tabs never overwrite each other, and the draft of a crashed tab is free at once.
 */
import { nanoid } from 'nanoid';
import type { Draft } from './drafts.ts';

const SESSION_KEY = 'edgewise.draft';
/** A reloading tab may have to wait for its former self to let go. */
const RELOAD_PATIENCE = 600;

export interface Claim {
  /** The draft that this tab writes to from now on. */
  readonly id: string;
  /** What to show first: the tab's own draft, or another tab's latest to start a copy from. */
  readonly draft: Draft | undefined;
  /** The draft is open in another tab; this tab works on a copy. */
  readonly copied: boolean;
}

/** Takes a lock for the life of the page. False if another tab has it. */
export type Lock = (name: string, patience: number) => Promise<boolean>;

/** Finds this tab's draft: the one it had before a reload, else the latest that no tab has open, else a new one. */
export async function claimDraft(drafts: readonly Draft[], lock: Lock, session = sessionMemory()): Promise<Claim> {
  const own = drafts.find(({ id }) => id === session.read());
  if (own !== undefined && (await lock(own.id, RELOAD_PATIENCE))) return { id: own.id, draft: own, copied: false };
  for (const draft of drafts) {
    if (draft !== own && (await lock(draft.id, 0))) {
      session.write(draft.id);
      return { id: draft.id, draft, copied: false };
    }
  }
  const id = nanoid(10);
  // A name nobody knows can only be refused where there are no locks at all; then nothing is known of other tabs.
  const locksWork = await lock(id, 0);
  session.write(id);
  return { id, draft: own ?? drafts[0], copied: locksWork && drafts.length > 0 };
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
function sessionMemory(): SessionMemory {
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
