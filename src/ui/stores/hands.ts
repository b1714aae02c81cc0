/*
 * Whether a hand moves something of a large graph. Then figures wait a little, and so does measuring what has just come
 * into sight: both would take longer than a frame, and a view that follows the hand is what is looked at.
 */

type Moved = 'view' | 'card';

export interface Hands {
  begin(what: Moved): void;
  end(what: Moved): void;
  busy(): boolean;
  /** Calls `work` when nothing is moved: at once, or when the hand lets go, or when patience is at its end. */
  whenFree(work: () => void, patience?: number): void;
}

const PATIENCE_MS = 1000;

export function createHands(): Hands {
  const moving = new Set<Moved>();
  const waiting = new Map<() => void, ReturnType<typeof setTimeout>>();
  const turn = (work: () => void) => {
    clearTimeout(waiting.get(work));
    if (waiting.delete(work)) work();
  };
  return {
    begin: (what) => void moving.add(what),
    end(what) {
      moving.delete(what);
      if (moving.size === 0) for (const work of waiting.keys()) turn(work);
    },
    busy: () => moving.size > 0,
    whenFree(work, patience = PATIENCE_MS) {
      if (moving.size === 0) work();
      else if (!waiting.has(work))
        waiting.set(
          work,
          setTimeout(() => turn(work), patience),
        );
    },
  };
}

export const hands = createHands();
