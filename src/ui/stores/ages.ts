/*
 * How present the readings are, kept in one place and renewed when a run changes, and twice a second
 * while one is running: a reading also grows old when nothing happens.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NodeId } from '../../graph/types.ts';
import type { InstrumentId } from '../../protocol/instruments.ts';
import { freshness } from './freshness.ts';
import type { Freshness } from './freshness.ts';
import type { RunFacts } from './run-events.ts';
import type { RunState } from './types.ts';

const TICK_MS = 500;

/** How present each instrument's reading is. */
type OfRun = { readonly [I in InstrumentId]?: Freshness };

export interface Ages {
  /** The page's clock, as of the latest change or tick. */
  readonly now: number;
  /** By program: of the shown run, and of those that train beside it. */
  readonly of: Readonly<Record<NodeId, OfRun>>;
}

export function createAges(runs: StoreApi<RunState>, now: () => number = Date.now): StoreApi<Ages> {
  const look = (run: RunState): Ages => {
    const time = now();
    return { now: time, of: Object.fromEntries(allOf(run).map((each) => [each.program ?? '', agesOf(each, time)])) };
  };
  const store = createStore<Ages>()(() => look(runs.getState()));
  let ticking: ReturnType<typeof setInterval> | undefined;

  const follow = (run: RunState) => {
    const next = look(run);
    if (!same(next.of, store.getState().of)) store.setState(next);
    if (allOf(run).every(({ state }) => state !== 'running')) {
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

const allOf = (run: RunState): readonly RunFacts[] => (run.side.length === 0 ? [run] : [run, ...run.side]);

const agesOf = (run: RunFacts, time: number): OfRun =>
  Object.fromEntries(Object.entries(run.readings).map(([id, reading]) => [id, freshness(reading, run, time)] as const));

const same = (a: Ages['of'], b: Ages['of']): boolean => {
  const ids = Object.keys(a);
  return ids.length === Object.keys(b).length && ids.every((id) => sameAges(a[id] ?? {}, b[id] ?? {}));
};

const sameAges = (a: OfRun, b: OfRun): boolean => {
  const ids = Object.keys({ ...a, ...b }) as InstrumentId[];
  return ids.every((id) => a[id] === b[id]);
};
