/*
 * Follows the page's run, and those that train beside it, and keeps a record of each from its first step on: now and then while it trains, and
 * whenever it comes to rest. A run that is reset, or loaded anew, is another run.
 */
import { nanoid } from 'nanoid';
import type { StoreApi } from 'zustand/vanilla';
import type { Catalog } from '../../catalog/catalog.ts';
import { parseDocument } from '../../graph/parse.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import type { RunId } from '../../protocol/messages.ts';
import type { RunFacts } from '../stores/run-events.ts';
import { isBusy } from '../stores/side-runs.ts';
import type { DocumentState, RunState } from '../stores/types.ts';
import { areRelated, differences } from './run-differences.ts';
import type { Trained } from './run-differences.ts';
import { left, resultOf } from './run-record.ts';
import type { RunRecord } from './run-record.ts';
import { nextNumber } from './runs-store.ts';
import type { RunsState } from './runs-store.ts';

/** Milliseconds between two looks at a run that trains. */
export const EVERY = 500;

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
  last: RunFacts;
  spent: number;
  written: number;
}

type BaseRecord = Omit<RunRecord, keyof ReturnType<typeof resultOf> | 'spent'>;

export interface Recorder {
  /** Writes down where the run stands now: the page may be gone in a moment. */
  flush(): void;
  /** The record of a run; undefined before its first step. */
  recordOf(run: RunId): string | undefined;
  /** What begins meanwhile goes on with the record named for its program, where that is still kept. */
  goOn<T>(records: ReadonlyMap<NodeId, string>, work: () => T): T;
  stop(): void;
}

export function createRecorder({ runs, run, documents, catalog, now = Date.now }: Options): Recorder {
  const currents = new Map<RunId, Current>();
  /** The graph of each loaded run, as it was when it was loaded. */
  const graphs = new Map<RunId, GraphDocument>();
  /** Steps that each had taken when it was looked at last. */
  const steps = new Map<RunId, number>();
  /** Records of an earlier page that are gone on with, by program. */
  let earlier: ReadonlyMap<NodeId, string> = new Map();

  const write = (of: Current) => {
    const { last } = of;
    const running = last.runningSince === undefined ? 0 : Math.max(0, now() - last.runningSince);
    of.written = now();
    return { ...of.base, ...resultOf(last), spent: of.spent + running };
  };
  const keep = (of: Current) => runs.getState().put(write(of));

  /** The run is over, or was put away before its end. */
  const close = (id: RunId) => {
    const current = currents.get(id);
    if (current !== undefined) runs.getState().put(left(write(current)));
    currents.delete(id);
  };

  const begin = (id: RunId, facts: RunFacts, isBeside: boolean) => {
    const { whole: document } = documents.getState();
    // While it is not stale, the graph still is what is trained, with the names and places of now.
    const graph = run.getState().stale ? (graphs.get(id) ?? document) : document;
    const known = earlier.get(facts.program ?? '');
    const before = runs.getState().records.find((record) => record.id === known);
    const base = before ?? baseOf(graph, facts, runs.getState(), { catalog, startedAt: now(), isBeside });
    const current = { base, last: facts, spent: before?.spent ?? 0, written: -Infinity };
    currents.set(id, current);
    keep(current);
    // Variants that train side by side are there to be compared.
    if (isBeside) runs.getState().choose([...currents.values()].map((each) => each.base.id));
  };

  const followOne = (id: RunId, facts: RunFacts, { isBeside, underWay }: Together) => {
    const current = currents.get(id);
    if (current === undefined) {
      if (facts.step > 0 || (underWay && isBusy(facts))) begin(id, facts, isBeside);
      return;
    }
    if (facts.step === 0 && facts.fault === undefined) {
      // A reset; but a run whose worker died before anything was kept prepares to go over it again.
      if ((steps.get(id) ?? 0) > 0 && facts.state !== 'preparing') close(id);
      return;
    }
    const { last } = current;
    if (facts === last) return;
    if (last.runningSince !== undefined && facts.runningSince === undefined) {
      current.spent += Math.max(0, now() - last.runningSince);
    }
    current.last = facts;
    const rests = facts.state !== last.state || facts.done !== last.done || facts.fault !== last.fault;
    if (rests || now() - current.written >= EVERY) keep(current);
  };

  const follow = (state: RunState) => {
    const { side } = state;
    const all = new Map<RunId, RunFacts>();
    for (const facts of [state, ...side]) if (facts.run !== undefined) all.set(facts.run, facts);
    for (const id of graphs.keys()) {
      if (all.has(id)) continue;
      close(id);
      graphs.delete(id);
      steps.delete(id);
    }
    // Some may only rest there at their first weights.
    const isBeside = side.some((facts) => facts.step > 0 || isBusy(facts));
    const together = { isBeside, underWay: isBeside && [...all.values()].some(({ step }) => step > 0) };
    for (const [id, facts] of inOrder(all, documents.getState())) {
      if (!graphs.has(id)) graphs.set(id, documents.getState().whole);
      followOne(id, facts, together);
      steps.set(id, facts.step);
    }
    const live = state.run === undefined ? undefined : currents.get(state.run)?.base.id;
    if (live !== runs.getState().live) runs.setState({ live });
  };

  const unfollow = run.subscribe(follow);
  follow(run.getState());
  return {
    flush: () => {
      for (const current of currents.values()) keep(current);
    },
    recordOf: (id) => currents.get(id)?.base.id,
    goOn(records, work) {
      earlier = records;
      const result = work();
      earlier = new Map();
      return result;
    },
    stop: unfollow,
  };
}

/** What is known of the runs of one graph when one of them is looked at. */
interface Together {
  readonly isBeside: boolean;
  /** They train side by side, and one of them has taken a step: from then on all have begun, in their order. */
  readonly underWay: boolean;
}

/** As their programs stand in the graph, whichever of them is shown and whichever tells of itself first. */
function inOrder(
  runs: ReadonlyMap<RunId, RunFacts>,
  { compilation }: Pick<DocumentState, 'compilation'>,
): readonly (readonly [RunId, RunFacts])[] {
  const places = new Map(compilation.programs.map(({ id }, place) => [id, place]));
  const placeOf = ({ program = '' }: RunFacts) => places.get(program) ?? places.size;
  return [...runs].toSorted(([, a], [, b]) => placeOf(a) - placeOf(b));
}

interface Circumstances {
  readonly catalog: Catalog;
  readonly startedAt: number;
  /** It trains side by side with others of its graph. */
  readonly isBeside: boolean;
}

function baseOf(
  document: GraphDocument,
  state: RunFacts,
  runs: RunsState,
  { catalog, startedAt, isBeside }: Circumstances,
): BaseRecord {
  const number = nextNumber(runs);
  const program = state.program ?? '';
  return {
    id: nanoid(10),
    number,
    name: isBeside ? `Run ${number}, ${program}` : `Run ${number}`,
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
