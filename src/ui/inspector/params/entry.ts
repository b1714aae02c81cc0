/*
 * One entry into a field, apart from React. It begins with the first key and ends with Enter, Escape or
 * by leaving. While a text is valid its value is tried out in the document, all in one undo step; a text
 * that is refused at the end takes the field back to the value before the entry, and leaves no step.
 */
import type { Checked } from './checked.ts';

/** What an entry needs of the field it is made in. */
export interface FieldHost<V> {
  /** The value in the document now. */
  current(): V;
  check(text: string): Checked<V>;
  write(value: V): string;
  same(a: V, b: V): boolean;
  /** What is set from here on is an undo step of its own. */
  begin(): void;
  set(value: V): void;
  /** Puts back what stood in the document at the beginning. */
  restore(): void;
}

export interface Entry<V> {
  readonly text: string;
  readonly before: V;
  /** What the document held after the latest key. */
  readonly seen: V;
  /** Why the text is not accepted. */
  readonly refusal: string | undefined;
}

/** The entry after a key; a first key begins one. */
export function typed<V>(host: FieldHost<V>, entry: Entry<V> | undefined, text: string): Entry<V> {
  const before = entry === undefined ? host.current() : entry.before;
  if (entry === undefined) host.begin();
  const checked = host.check(text);
  if (!checked.ok) return { text, before, seen: host.current(), refusal: checked.message };
  if (!host.same(checked.value, host.current())) host.set(checked.value);
  return { text, before, seen: checked.value, refusal: undefined };
}

/** Ends an entry. A refused text goes back to the value of before; says why. */
export function settled<V>(host: FieldHost<V>, entry: Entry<V>): string | undefined {
  if (entry.refusal === undefined) return undefined;
  cancel(host, entry);
  return `${entry.refusal} It is ${host.write(entry.before)} as before.`;
}

/** Ends an entry as if it had not been made. */
export function cancel<V>(host: FieldHost<V>, entry: Entry<V>): void {
  if (!host.same(host.current(), entry.before)) host.restore();
}

/** Whether the value is still the entry's own, and was not changed from elsewhere since its latest key. */
export const isLive = <V>(host: FieldHost<V>, entry: Entry<V>): boolean => host.same(host.current(), entry.seen);
