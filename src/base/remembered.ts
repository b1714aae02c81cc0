/**
 * A function that works its answer out once for each object and forgets it with the object. Only for objects that never
 * change, as documents, programs and definitions.
 */
export function remembered<K extends object, T>(build: (key: K) => T): (key: K) => T {
  const answers = new WeakMap<K, { readonly answer: T }>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known.answer;
    const answer = build(key);
    answers.set(key, { answer });
    return answer;
  };
}
