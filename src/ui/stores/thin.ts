/*
 * Records of a run grow without end, pictures do not: a list that is full gives up the entry whose
 * neighbours lie closest together, so that what is left stays evenly spread over the whole run.
 */

/** `items` with `item` behind it, at most `limit` long. First and latest entry always stay. */
export function pushThinned<T extends { readonly step: number }>(
  items: readonly T[],
  item: T,
  limit: number,
): readonly T[] {
  const grown = [...items, item];
  if (grown.length <= limit) return grown;
  grown.splice(mostCrowded(grown), 1);
  return grown;
}

/** Index of the inner entry with the smallest distance between its two neighbours; the earliest of equals. */
function mostCrowded(items: readonly { readonly step: number }[]): number {
  let index = 1;
  let smallest = Infinity;
  for (let i = 1; i < items.length - 1; i++) {
    const span = (items[i + 1]?.step ?? 0) - (items[i - 1]?.step ?? 0);
    if (span < smallest) {
      smallest = span;
      index = i;
    }
  }
  return index;
}
