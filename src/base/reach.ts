/** Everything that can be reached from `starts`, themselves included, by going on to `next` again and again. */
export function reach<T>(starts: Iterable<T>, next: (each: T) => Iterable<T>): Set<T> {
  const seen = new Set(starts);
  const open = [...seen];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const other of next(each)) {
      if (seen.has(other)) continue;
      seen.add(other);
      open.push(other);
    }
  }
  return seen;
}
