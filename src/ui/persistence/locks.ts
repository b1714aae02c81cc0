/*
 * Who holds which draft. A tab holds a lock on its draft as long as it lives, so that the draft of a crashed tab
 * is free at once. What is written is guarded by the drafts themselves (`TakenOver`); locks only decide who leads.
 */
import { nanoid } from 'nanoid';

export interface Hold {
  /** Gives the lock back. */
  release(): void;
  /** Resolves when another tab has taken it away. */
  readonly lost: Promise<void>;
}

export interface Locks {
  /** The lock, if nobody has it or gives it back within the patience (milliseconds). */
  take(id: string, patience: number): Promise<Hold | undefined>;
  /** The lock, whenever it becomes free; never, once the signal is aborted. */
  wait(id: string, signal: AbortSignal): Promise<Hold>;
  /** The lock, whoever has it. Undefined where there are no locks. */
  steal(id: string): Promise<Hold | undefined>;
}

/** The browser's Web Locks. Where they are missing every draft counts as taken, so that none is overwritten. */
export const webLocks: Locks = {
  async take(id, patience) {
    return request(id, patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true });
  },
  async wait(id, signal) {
    return (await request(id, { signal })) ?? new Promise<never>(() => {});
  },
  async steal(id) {
    return request(id, { steal: true });
  },
};

/** Undefined if the lock was not given. */
function request(id: string, options: LockOptions): Promise<Hold | undefined> {
  return new Promise((resolve) => {
    const locks = globalThis.navigator?.locks;
    if (locks === undefined) return resolve(undefined);
    let lose = () => {};
    const lost = new Promise<void>((done) => (lose = done));
    const hold = (lock: Lock | null) => {
      if (lock === null) return resolve(undefined);
      return new Promise<void>((release) => resolve({ release, lost }));
    };
    locks.request(`edgewise-draft-${id}`, options, hold).catch(() => {
      // Not given in time, or stolen later.
      resolve(undefined);
      lose();
    });
  });
}

/** Whether this browser has locks at all: a name that nobody knows is refused only where there are none. */
export async function locksExist(locks: Locks): Promise<boolean> {
  const probe = await locks.take(nanoid(10), 0);
  probe?.release();
  return probe !== undefined;
}
