/** Several requests of the page as one that serves them all. */
import { isObject } from '../base/json.ts';
import type { Watch } from './instruments.ts';

/**
 * One request that serves two: who wants nothing in particular (`true`) is served by any, lists are put together,
 * and of everything else the later holds.
 */
export function joinedRequest(before: unknown, later: unknown): unknown {
  if (later === true || !isObject(later)) return isObject(before) ? before : later;
  if (!isObject(before)) return later;
  const lists = Object.entries(later).map(([key, value]) => {
    const known = before[key];
    const both = Array.isArray(value) && Array.isArray(known) ? [...new Set<unknown>([...known, ...value])] : undefined;
    return [key, both?.toSorted() ?? value] as const;
  });
  return { ...before, ...Object.fromEntries(lists) };
}

/** What is looked at in two ways at once. */
export function joinedWatch(watch: Watch, also: Watch): Watch {
  const requests: Readonly<Record<string, unknown>> = watch;
  const joined = Object.entries(also).map(([id, request]) => [id, joinedRequest(requests[id], request)] as const);
  return joined.length === 0 ? watch : { ...watch, ...Object.fromEntries(joined) };
}
