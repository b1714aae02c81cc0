/** The order of lists that people read, such as menus: the ranks are given by the things themselves. */
export interface Ranked {
  /** Place among those that a beginner sees first; whatever has none comes after them, by name. */
  readonly rank?: number;
}

/** Sorts by rank, then by name. */
export const byRank =
  <T extends Ranked>(nameOf: (each: T) => string) =>
  (a: T, b: T): number => {
    const [one, other] = [a.rank ?? Infinity, b.rank ?? Infinity];
    if (one !== other) return one - other;
    return nameOf(a) < nameOf(b) ? -1 : 1;
  };
