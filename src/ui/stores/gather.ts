/** Hands on what comes in a hurry in bundles, the first at once. */
export interface Gatherer<T> {
  add(item: T): void;
  /** Hands on what is kept back, in its order; call before anything that must come after it. */
  flush(): void;
}

/**
 * @param rest milliseconds until the next bundle, asked after each; 0 hands on each item by itself.
 * @param take is given one item or more.
 */
export function gather<T>(rest: () => number, take: (items: readonly T[]) => void): Gatherer<T> {
  let kept: T[] = [];
  let resting: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    if (kept.length === 0) return;
    const items = kept;
    kept = [];
    take(items);
  };
  const pause = () => {
    const milliseconds = rest();
    if (milliseconds <= 0) return;
    resting = setTimeout(() => {
      resting = undefined;
      if (kept.length === 0) return;
      flush();
      pause();
    }, milliseconds);
  };
  return {
    add(item) {
      kept.push(item);
      if (resting !== undefined) return;
      flush();
      pause();
    },
    flush,
  };
}
