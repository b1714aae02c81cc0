/**
 * Everything that can be reached from `starts`, themselves included, by going on to `next` again and again; the
 * nearest first.
 */
export function reach<T>(starts: Iterable<T>, next: (each: T) => Iterable<T>): Set<T> {
  const seen = new Set(starts);
  // A set is walked in the order of its entries, those included that come in meanwhile.
  for (const each of seen) for (const other of next(each)) seen.add(other);
  return seen;
}
