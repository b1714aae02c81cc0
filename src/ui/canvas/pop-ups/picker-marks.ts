/*
 * Marking several entries of a picker to take them together, by the keys that lists have for that: Shift with the
 * arrows marks on the way, Ctrl+Space the entry one is at, Ctrl+A all that are found.
 */
import type { KeyboardEvent } from 'react';

export type Marks = ReadonlySet<string>;
export const NO_MARKS: Marks = new Set();

/** Marks these too; those that are marked all lose it. */
export function toggled(marks: Marks, ids: readonly string[]): Marks {
  const all = ids.every((id) => marks.has(id));
  return all ? new Set([...marks].filter((id) => !ids.includes(id))) : new Set([...marks, ...ids]);
}

export interface Marked {
  readonly marks: Marks;
  /** The entry one is at from now on. */
  readonly at: number;
}

/** What a key does to the marks of the entries that are found; undefined if it means something else. */
export function markedBy(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  found: readonly string[],
  at: number,
  marks: Marks,
): Marked | undefined {
  const here = found[at];
  if (here === undefined) return undefined;
  const ctrl = event.ctrlKey || event.metaKey;
  if (ctrl && event.key === ' ') return { marks: toggled(marks, [here]), at };
  if (ctrl && event.key.toLowerCase() === 'a') return { marks: toggled(marks, found), at };
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!event.shiftKey || step === undefined) return undefined;
  const next = Math.min(found.length - 1, Math.max(0, at + step));
  return { marks: new Set([...marks, here, found[next] ?? here]), at: next };
}
