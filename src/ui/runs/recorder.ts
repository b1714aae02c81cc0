/*
 * Follows the page's run and keeps a record of it from its first step on: now and then while it trains, and
 * whenever it comes to rest. A run that is reset, or loaded anew, is another run.
 */
import { nanoid } from 'nanoid';
import type { StoreApi } from 'zustand/vanilla';
import type { Catalog } from '../../catalog/catalog.ts';
import { parseDocument } from '../../graph/parse.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { DocumentState, RunState } from '../stores/types.ts';
import { areRelated, differences } from './differences.ts';
import type { Trained } from './differences.ts';
import { left, resultOf } from './record.ts';
import type { RunRecord } from './record.ts';
import { nextNumber } from './runs-store.ts';
import type { RunsState } from './runs-store.ts';

/** Milliseconds between two looks at a run that trains. */
export const EVERY = 1000;

interface Options {
  readonly runs: StoreApi<RunsState>;
  readonly run: StoreApi<RunState>;
  readonly documents: StoreApi<DocumentState>;
  readonly catalog: Catalog;
  readonly now?: () => number;
}

/** The run that is recorded. */
interface Current {
  readonly base: BaseRecord;
  /** The state in which it was seen last, before anything was taken back. */
  last: RunState;
  spent: number;
  written: number;
}

type BaseRecord = Omit<RunRecord, keyof ReturnType<typeof resultOf> | 'spent'>;

export interface Recorder {
  /** Writes down where the run stands now: the page may be gone in a moment. */
  flush(): void;
  stop(): void;
}

export function createRecorder({ runs, run, documents, catalog, now = Date.now }: Options): Recorder {
  let current: Current | undefined;
  /** The graph of what is loaded, as it was when it was loaded. */
  let loadedGraph = documents.getState().document;

  const write = (of: Current) => {
    const { last } = of;
    const running = last.runningSince === undefined ? 0 : Math.max(0, now() - last.runningSince);
    of.written = now();
    return { ...of.base, ...resultOf(last), spent: of.spent + running };
  };
  const keep = (of: Current) => runs.getState().put(write(of));

  /** The run is over, or was put away before its end. */
  const close = () => {
    if (current === undefined) return;
    runs.getState().put(left(write(current)));
    runs.setState({ live: undefined });
    current = undefined;
  };

  const begin = (state: RunState) => {
    // While it is not stale, the graph still is what is trained, with the names and places of now.
    const document = state.stale ? loadedGraph : documents.getState().document;
    const base = baseOf(document, state, runs.getState(), catalog, now());
    current = { base, last: state, spent: 0, written: -Infinity };
    keep(current);
    runs.setState({ live: base.id });
  };

  const follow = (state: RunState, before: RunState) => {
    if (state.run !== before.run) {
      close();
      loadedGraph = documents.getState().document;
    }
    if (state.step === 0) {
      // A reset; but a run whose worker died before anything was kept prepares to go over it again.
      if (before.step > 0 && state.state !== 'preparing') close();
      return;
    }
    if (state.run === undefined) return;
    if (current === undefined) return begin(state);
    const { last } = current;
    if (last.runningSince !== undefined && state.runningSince === undefined) {
      current.spent += Math.max(0, now() - last.runningSince);
    }
    current.last = state;
    const rests = state.state !== last.state || state.done !== last.done || state.fault !== last.fault;
    if (rests || now() - current.written >= EVERY) keep(current);
  };

  const unfollow = run.subscribe(follow);
  if (run.getState().step > 0 && run.getState().run !== undefined) begin(run.getState());
  return {
    flush: () => {
      if (current !== undefined) keep(current);
    },
    stop: unfollow,
  };
}

function baseOf(
  document: GraphDocument,
  state: RunState,
  runs: RunsState,
  catalog: Catalog,
  startedAt: number,
): BaseRecord {
  const number = nextNumber(runs);
  const program = state.program ?? '';
  return {
    id: nanoid(10),
    number,
    name: `Run ${number}`,
    pinned: false,
    graph: serializeDocument(document),
    graphName: document.name,
    program,
    seed: document.seed,
    changes: changesOf({ document, program }, state, runs.records, catalog),
    startedAt,
  };
}

/** What differs from the latest run of this program; a first run has nothing to be compared with. */
function changesOf(
  now: Trained,
  { backend }: Pick<RunState, 'backend'>,
  records: readonly RunRecord[],
  catalog: Catalog,
): readonly string[] {
  for (const record of records) {
    if (record.program !== now.program || record.group !== undefined) continue;
    const parsed = parseDocument(record.graph);
    if (!parsed.ok) continue;
    const before = { document: parsed.value.document, program: record.program };
    if (!areRelated(before, now)) continue;
    const other = record.backend !== backend && record.backend !== undefined && backend !== undefined;
    const words = [...differences(before, now, catalog), ...(other ? [`backend: ${record.backend} → ${backend}`] : [])];
    return words.length > 0 ? words : ['nothing'];
  }
  return [];
}
