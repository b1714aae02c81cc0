/*
 * What the page looks at, in one place. Components say so while they are mounted; nothing else is
 * measured, and nothing at all while the page is hidden.
 */
import { useEffect } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NodeId } from '../../graph/types.ts';
import type { InstrumentId, Requests, Watch } from '../../protocol/instruments.ts';
import { joinedRequest } from '../../protocol/joined-watch.ts';
import { hands } from './hands.ts';
import { useRunScope } from './run-scope.ts';

interface Look {
  readonly id: InstrumentId;
  readonly request: unknown;
  readonly program: NodeId | undefined;
}

/** What is looked at of the runs of single programs, by their Train nodes. */
export type WatchOf = Readonly<Record<NodeId, Watch>>;

export interface Watching {
  /** What is watched of the shown run; changes only when it says something else. */
  readonly store: StoreApi<Watch>;
  /** The same of single programs, whichever is shown. */
  readonly of: StoreApi<WatchOf>;
  /** Watches until the returned function is called. Several requests for one instrument become one. */
  look<I extends InstrumentId>(id: I, request: Requests[I], program?: NodeId): () => void;
  setVisible(visible: boolean): void;
}

export function createWatching(): Watching {
  const store = createStore<Watch>()(() => ({}));
  const of = createStore<WatchOf>()(() => ({}));
  const looks = new Set<Look>();
  let visible = true;
  let waiting = false;

  const tell = () => {
    waiting = false;
    const seen = visible ? [...looks] : [];
    write(store, joined(seen.filter(({ program }) => program === undefined)));
    const programs = new Set(seen.flatMap(({ program }) => program ?? []).toSorted());
    const entries = [...programs].map((id) => [id, joined(seen.filter(({ program }) => program === id))] as const);
    write(of, Object.fromEntries(entries));
  };
  /** One picture giving way to another is no change: told when both have been mounted and unmounted. */
  const change = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => hands.whenFree(tell));
  };

  return {
    store,
    of,
    look(id, request, program) {
      const look: Look = { id, request, program };
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

/** Several looks as one, in a fixed order. */
function joined(looks: readonly Look[]): Watch {
  const wanted = new Map<InstrumentId, unknown>();
  for (const { id, request } of looks) wanted.set(id, joinedRequest(wanted.get(id), request));
  return Object.fromEntries([...wanted].toSorted(([a], [b]) => a.localeCompare(b)));
}

function write<T>(store: StoreApi<T>, next: T): void {
  if (JSON.stringify(next) !== JSON.stringify(store.getState())) store.setState(next, true);
}

export const watching = createWatching();

/** Has this instrument measured while the component is mounted; without a request it does not look. */
export function useWatch<I extends InstrumentId>(id: I, request: Requests[I] | undefined): void {
  const program = useRunScope()?.program;
  const text = request === undefined ? undefined : JSON.stringify(request);
  useEffect(
    () => (text === undefined ? undefined : watching.look(id, JSON.parse(text) as Requests[I], program)),
    [id, text, program],
  );
}
