/*
 * A part of the page that the first picture does without. It is loaded right after the first load; one
 * that does not come, because the network is away, is tried again until it does.
 */

/** Milliseconds until a part that did not come is asked for again. */
export const RETRY_MS = 4000;

export interface Part<T> {
  /** What was loaded, once it is there. */
  current(): T | undefined;
  /** Begins to load, unless that has begun. */
  begin(): void;
  /** Calls back when the part has come. Returns how to call it off. */
  subscribe(then: () => void): () => void;
}

/** Hears, for each part, whether it came. */
export type OnLoad = (came: boolean) => void;

/**
 * What is to be told of parts that have come. Dozens come within a few milliseconds: each told of by itself would be a
 * rendering of its own, told of together they are one.
 */
let news: (() => void)[] = [];

function tellSoon(tell: () => void): void {
  if (news.length === 0)
    setTimeout(() => {
      const all = news;
      news = [];
      for (const each of all) each();
    });
  news.push(tell);
}

export function createPart<T>(load: () => Promise<T>, onLoad: OnLoad): Part<T> {
  const waiting = new Set<() => void>();
  let loaded: T | undefined;
  let begun = false;
  const attempt = () => {
    load().then(
      (part) => {
        loaded = part;
        tellSoon(() => {
          onLoad(true);
          for (const then of waiting) then();
        });
      },
      () => {
        onLoad(false);
        setTimeout(attempt, RETRY_MS);
      },
    );
  };
  return {
    current: () => loaded,
    begin() {
      if (begun) return;
      begun = true;
      attempt();
    },
    subscribe(then) {
      waiting.add(then);
      return () => waiting.delete(then);
    },
  };
}
