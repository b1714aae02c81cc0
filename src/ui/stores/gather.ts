/** Hands on what comes in a hurry in bundles, the first at once. */
export interface Gatherer<T> {
  add(item: T): void;
  /** Hands on what is kept back, in its order; call before anything that must come after it. */
  flush(): void;
}

/** How long a bundle that had better wait does so before it is asked again, and how often it is asked. */
const WAIT_MS = 50;
const MOST_WAITS = 20;

/**
 * @param rest milliseconds until the next bundle, asked after each; 0 hands on each item by itself.
 * @param take is given one item or more.
 * @param waits whether a bundle had better wait, for a second at the most.
 */
export function gather<T>(
  rest: () => number,
  take: (items: readonly T[]) => void,
  waits: () => boolean = () => false,
): Gatherer<T> {
  let kept: T[] = [];
  let resting: ReturnType<typeof setTimeout> | undefined;
  let waited = 0;
  const flush = () => {
    if (kept.length === 0) return;
    const items = kept;
    kept = [];
    take(items);
  };
  const pause = (milliseconds: number) => {
    if (milliseconds <= 0) return;
    resting = setTimeout(() => {
      resting = undefined;
      if (kept.length > 0) next();
    }, milliseconds);
  };
  const next = () => {
    if (waited < MOST_WAITS && waits()) {
      waited++;
      pause(WAIT_MS);
      return;
    }
    waited = 0;
    flush();
    pause(rest());
  };
  return {
    add(item) {
      kept.push(item);
      if (resting === undefined) next();
    },
    flush,
  };
}
