/** Values on their way into the document must come back unchanged when the file is opened again. */
import { isObject } from '../../base/json.ts';
import { MAX_DEPTH } from '../limits.ts';

/** The deepest a value can stand: document, list of nodes, node, params. */
const DEPTH_ABOVE = 4;

/** What keeps `value` from being saved, in words that follow its name; undefined if nothing does. */
export function unsavable(value: unknown, depth = DEPTH_ABOVE): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  // Infinity comes in with a file that says 1e999, and goes out as that; such nodes can be copied like others.
  if (typeof value === 'number') return Number.isNaN(value) ? 'is NaN, which a file cannot hold' : undefined;
  if (!Array.isArray(value) && !isObject(value)) return `is ${typeof value}, which a file cannot hold`;
  if (depth >= MAX_DEPTH) return `has more than ${MAX_DEPTH} lists or objects inside each other`;
  for (const [key, child] of Object.entries(value)) {
    if (key === '__proto__') return 'has the key "__proto__", which is not allowed';
    const problem = child === undefined ? undefined : unsavable(child, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Same JSON, whatever the order of the keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => sameJson(each, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
