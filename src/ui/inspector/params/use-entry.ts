/** A text field's side of an entry: its keys, what stands in it, and what is said of it. */
import { useEffect, useRef, useState } from 'react';
import type { ChangeEvent, FocusEvent, KeyboardEvent } from 'react';
import { redo, undo } from '../../shell/app-actions.ts';
import { useKeptOnLeaving } from '../../shell/kept-on-leaving.ts';
import { announce } from '../../stores/view-state.ts';
import { cancel, isLive, settled, typed } from './entry.ts';
import type { Entry, FieldHost } from './entry.ts';

interface EntryField {
  readonly text: string;
  readonly refused: boolean;
  /** Puts a text into the field as if it had been typed. */
  type(text: string): void;
  readonly handlers: {
    onChange(event: ChangeEvent<HTMLInputElement>): void;
    onFocus(event: FocusEvent<HTMLInputElement>): void;
    onBlur(event: FocusEvent<HTMLInputElement>): void;
    onKeyDown(event: KeyboardEvent<HTMLInputElement>): void;
  };
}

export function useEntry<V>(host: FieldHost<V>, onRefused: (message: string | undefined) => void): EntryField {
  const [entry, setEntry] = useState<Entry<V>>();
  const live = entry !== undefined && isLive(host, entry) ? entry : undefined;
  useSettledOnLeaving(host, live);
  const type = (text: string) => {
    const next = typed(host, live, text);
    setEntry(next);
    onRefused(next.refusal);
  };
  const finish = () => {
    if (live !== undefined) onRefused(settled(host, live));
    setEntry(undefined);
  };
  const abandon = (held: Entry<V>) => {
    cancel(host, held);
    setEntry(undefined);
    onRefused(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') finish();
    if (event.key === 'Escape' && live !== undefined) {
      event.preventDefault();
      abandon(live);
    }
    const back = historyKey(event);
    if (back === undefined) return;
    // The browser would put old text back key by key, each of them an edit of its own.
    event.preventDefault();
    if (live !== undefined && (live.refusal !== undefined || host.same(live.seen, live.before))) return abandon(live);
    finish();
    back();
  };
  return {
    text: live?.text ?? host.write(host.current()),
    refused: live?.refusal !== undefined,
    type,
    handlers: {
      onChange: (event) => type(event.currentTarget.value),
      onFocus(event) {
        onRefused(undefined);
        event.currentTarget.select();
      },
      ...useKeptOnLeaving(finish, { onKeyDown }),
    },
  };
}

/** Undo and redo as the rest of the page knows them. */
function historyKey(event: KeyboardEvent): (() => void) | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? redo : undo;
  return key === 'y' ? redo : undefined;
}

/** A field that goes away in the middle of an entry ends it too; the reason is told where it can still be seen. */
function useSettledOnLeaving<V>(host: FieldHost<V>, live: Entry<V> | undefined): void {
  const latest = useRef({ host, live });
  useEffect(() => {
    latest.current = { host, live };
  });
  useEffect(
    () => () => {
      const held = latest.current;
      const reason = held.live === undefined ? undefined : settled(held.host, held.live);
      if (reason !== undefined) announce(reason, 'info');
    },
    [],
  );
}
