/**
 * Keeps the latest result for each object, for as long as everything else that it was made from is the same: the
 * same values, or lists of the same values.
 */
export type Keeper<K extends object, T> = (object: K, from: readonly unknown[], make: () => T) => T;

export function keeper<K extends object, T>(): Keeper<K, T> {
  const kept = new WeakMap<K, { readonly from: readonly unknown[]; readonly result: T }>();
  return (object, from, make) => {
    const known = kept.get(object);
    if (known !== undefined && sameItems(known.from, from)) return known.result;
    const result = make();
    kept.set(object, { from, result });
    return result;
  };
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, i) => same(each, b[i]));

const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (Array.isArray(a) && Array.isArray(b) && sameItems(a, b));
