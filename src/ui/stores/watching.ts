/*
 * What the page looks at, in one place. Components say so while they are mounted; nothing else is
 * measured, and nothing at all while the page is hidden.
 */
import { useEffect } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isObject } from '../../base/json.ts';
import type { InstrumentId, Requests, Watch } from '../../protocol/instruments.ts';

interface Look {
  readonly id: InstrumentId;
  readonly request: unknown;
}

export interface Watching {
  /** What is watched; changes only when it says something else. */
  readonly store: StoreApi<Watch>;
  /** Watches until the returned function is called. Several requests for one instrument become one, see `joined`. */
  look<I extends InstrumentId>(id: I, request: Requests[I]): () => void;
  setVisible(visible: boolean): void;
}

export function createWatching(): Watching {
  const store = createStore<Watch>()(() => ({}));
  const looks = new Set<Look>();
  let visible = true;
  let told = '{}';
  let waiting = false;

  const tell = () => {
    waiting = false;
    const wanted = new Map<InstrumentId, unknown>();
    if (visible) for (const { id, request } of looks) wanted.set(id, joined(wanted.get(id), request));
    const watch: Watch = Object.fromEntries([...wanted].toSorted(([a], [b]) => a.localeCompare(b)));
    const text = JSON.stringify(watch);
    if (text === told) return;
    told = text;
    store.setState(watch, true);
  };
  /** One picture giving way to another is no change: told when both have been mounted and unmounted. */
  const change = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(tell);
  };

  return {
    store,
    look(id, request) {
      const look: Look = { id, request };
      looks.add(look);
      change();
      return () => {
        looks.delete(look);
        change();
      };
    },
    setVisible(next) {
      visible = next;
      change();
    },
  };
}

/**
 * One request that serves two: who wants nothing in particular (`true`) is served by any, lists are put together,
 * and of everything else the later holds.
 */
function joined(before: unknown, later: unknown): unknown {
  if (later === true || !isObject(later)) return isObject(before) ? before : later;
  if (!isObject(before)) return later;
  const lists = Object.entries(later).map(([key, value]) => {
    const known = before[key];
    const both = Array.isArray(value) && Array.isArray(known) ? [...new Set<unknown>([...known, ...value])] : undefined;
    return [key, both?.toSorted() ?? value] as const;
  });
  return { ...before, ...Object.fromEntries(lists) };
}

export const watching = createWatching();

/** Has this instrument measured while the component is mounted; without a request it does not look. */
export function useWatch<I extends InstrumentId>(id: I, request: Requests[I] | undefined): void {
  const text = request === undefined ? undefined : JSON.stringify(request);
  useEffect(() => (text === undefined ? undefined : watching.look(id, JSON.parse(text) as Requests[I])), [id, text]);
}
