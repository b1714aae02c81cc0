/*
 * How present the readings are, kept in one place and renewed when the run changes, and twice a second
 * while it runs: a reading also grows old when nothing happens.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { InstrumentId } from '../../protocol/instruments.ts';
import { freshness } from './freshness.ts';
import type { Freshness } from './freshness.ts';
import type { RunState } from './types.ts';

const TICK_MS = 500;

export interface Ages {
  /** The page's clock, as of the latest change or tick. */
  readonly now: number;
  readonly of: { readonly [I in InstrumentId]?: Freshness };
}

export function createAges(runs: StoreApi<RunState>, now: () => number = Date.now): StoreApi<Ages> {
  const look = (run: RunState): Ages => {
    const time = now();
    const of = Object.entries(run.readings).map(([id, reading]) => [id, freshness(reading, run, time)] as const);
    return { now: time, of: Object.fromEntries(of) };
  };
  const store = createStore<Ages>()(() => look(runs.getState()));
  let ticking: ReturnType<typeof setInterval> | undefined;

  const follow = (run: RunState) => {
    const next = look(run);
    if (!same(next.of, store.getState().of)) store.setState(next);
    if (run.state !== 'running') {
      clearInterval(ticking);
      ticking = undefined;
    } else {
      ticking ??= setInterval(() => store.setState(look(runs.getState())), TICK_MS);
    }
  };
  runs.subscribe(follow);
  follow(runs.getState());
  return store;
}

const same = (a: Ages['of'], b: Ages['of']): boolean => {
  const ids = Object.keys({ ...a, ...b }) as InstrumentId[];
  return ids.every((id) => a[id] === b[id]);
};
