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

/** Sorts by the place in a list; what is not listed comes after it, by name. */
export const byPlace =
  <T>(first: readonly string[], nameOf: (each: T) => string) =>
  (a: T, b: T): number => {
    const [one, other] = [placeIn(first, nameOf(a)), placeIn(first, nameOf(b))];
    if (one !== other) return one - other;
    return nameOf(a) < nameOf(b) ? -1 : 1;
  };

function placeIn(list: readonly string[], name: string): number {
  const at = list.indexOf(name);
  return at === -1 ? list.length : at;
}
