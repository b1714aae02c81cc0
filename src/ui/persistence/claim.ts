/*
 * Which draft a tab begins with: the one it had before a reload, else the latest. If another tab leads that, this
 * one follows it. A draft that cannot be read is never written to; the tab goes on under another id, which it
 * remembers.
 */
import { nanoid } from 'nanoid';
import type { StoredDraft } from './drafts.ts';
import type { Hold, Locks } from './locks.ts';
import type { DraftReading } from './read-draft.ts';

const SESSION_KEY = 'edgewise.draft';
/** A reloading tab may have to wait for its former self to let go. */
const RELOAD_PATIENCE = 600;

export type Readable = Extract<DraftReading, { state: 'readable' }>;
export type Unreadable = Exclude<DraftReading, Readable>;

export interface Claim {
  /** The draft that this tab shows. */
  readonly id: string;
  /** Its lock; undefined if another tab leads it, or where there are no locks. */
  readonly hold: Hold | undefined;
  /** What to show first. */
  readonly found: Readable | undefined;
  /** Another tab leads the draft: this one shows what is done there. */
  readonly follows: boolean;
  /** Drafts that would have been shown, had they been readable. */
  readonly unreadable: readonly { readonly id: string; readonly reading: Unreadable }[];
}

interface Options {
  readonly read: (draft: StoredDraft) => DraftReading;
  readonly locks: Pick<Locks, 'take'>;
  readonly session?: SessionMemory;
}

/** Finds this tab's draft. A tab whose own draft cannot be read gets a new one, not somebody else's. */
export async function claimDraft(
  drafts: readonly StoredDraft[],
  { read, locks, session = sessionMemory() }: Options,
): Promise<Claim> {
  const own = drafts.find(({ id }) => id === session.read());
  const unreadable: Claim['unreadable'][number][] = [];
  let elsewhere: { readonly id: string; readonly found: Readable } | undefined;
  for (const draft of own === undefined ? drafts : [own, ...drafts.filter((each) => each !== own)]) {
    const { id } = draft;
    const found = read(draft);
    if (found.state === 'readable') {
      const hold = await locks.take(id, draft === own ? RELOAD_PATIENCE : 0);
      if (hold === undefined) {
        elsewhere = { id, found };
        break;
      }
      session.write(id);
      return { id, hold, found, follows: false, unreadable };
    }
    unreadable.push({ id, reading: found });
    if (draft === own) break;
  }
  const id = nanoid(10);
  // A name nobody knows can only be refused where there are no locks at all; then nothing is known of other tabs.
  const hold = await locks.take(id, 0);
  if (elsewhere !== undefined && hold !== undefined) {
    hold.release();
    session.write(elsewhere.id);
    return { ...elsewhere, hold: undefined, follows: true, unreadable };
  }
  session.write(id);
  return { id, hold, found: elsewhere?.found, follows: false, unreadable };
}

export interface SessionMemory {
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
        // Denied storage: a tab without a memory takes the latest draft.
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
