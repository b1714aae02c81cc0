/*
 * Runs that train beside the one that the page shows: variants of one graph, compared side by side. What is known of
 * each is kept as of the shown one; they change places when another of them is chosen.
 */
import type { Program } from '../../compiler/types.ts';
import type { NodeId } from '../../graph/types.ts';
import type { RunId } from '../../protocol/messages.ts';
import { applyEvent, failed, restarted } from './run-events.ts';
import type { RunFacts } from './run-events.ts';
import type { TrainerEvent } from '../../protocol/events.ts';
import type { Restart } from '../../session/page/client.ts';
import { fingerprint } from './staleness.ts';
import type { RunState } from './types.ts';

type Side = readonly RunFacts[];

/** What became of the side runs with this event; the same list where it is of none of them. */
export function sideAfter(side: Side, run: RunId, event: TrainerEvent, at: number): Side {
  return changed(side, run, (facts) => applyEvent(facts, event, { run, program: facts.program ?? '', at }));
}

export const sideRestarted = (side: Side, run: RunId, { from }: Restart): Side =>
  changed(side, run, (facts) => restarted(facts, from));

export const sideLost = (side: Side, run: RunId, message: string): Side =>
  changed(side, run, () => failed({ code: 'crash', message, hint: 'Press Train to start again.' }));

function changed(side: Side, run: RunId, how: (facts: RunFacts) => Partial<RunFacts>): Side {
  const place = side.findIndex((facts) => facts.run === run);
  const facts = side[place];
  return facts === undefined ? side : side.with(place, { ...facts, ...how(facts) });
}

/** The part of the page's state that is about the shown run. */
export function factsOf(state: RunState): RunFacts {
  const { start: _start, setTogether: _set, together: _together, setPace: _pace, pause: _pause, ...rest } = state;
  const {
    stepBatch: _batch,
    stepEpoch: _epoch,
    stop: _stop,
    reset: _reset,
    measure: _measure,
    setLearningRate: _rate,
    setBackend: _backend,
    ...most
  } = rest;
  const { setExact: _exact, setProgram: _program, reload: _reload, snapshot: _snapshot, side: _side, ...facts } = most;
  return facts;
}

/** Undefined where no run of this program is loaded. */
export const factsOfProgram = (run: RunState, program: NodeId | undefined): RunFacts | undefined =>
  program === undefined
    ? undefined
    : run.program === program
      ? run
      : run.side.find((facts) => facts.program === program);

/** Of several programs that share something: the shown one if it is among them, otherwise the first that has a run. */
export const factsAmong = (run: RunState, programs: readonly NodeId[]): RunFacts | undefined =>
  programs.includes(run.program ?? '') ? run : run.side.find(({ program = '' }) => programs.includes(program));

/** Whether it trains, or is about to. */
export const isBusy = ({ state }: Pick<RunState, 'state'>): boolean => state === 'running' || state === 'preparing';

/** Whether the shown run or one beside it is at work. */
export const anyBusy = (run: Pick<RunState, 'state' | 'side'>): boolean => isBusy(run) || run.side.some(isBusy);

/** Whether Train is for all programs of the graph. */
export const trainsAll = ({ together }: Pick<RunState, 'together'>, programs: number): boolean =>
  together && programs > 1;

/** Which programs were loaded: their fingerprints by Train node. */
export type Prints = ReadonlyMap<NodeId, string>;

export const printsOf = (programs: readonly Program[]): Prints =>
  new Map(programs.map((program) => [program.id, fingerprint(program)]));

/** Whether they are the same programs, as they were. */
export const areSame = (some: Prints, others: Prints): boolean =>
  some.size === others.size && [...some].every(([id, print]) => others.get(id) === print);

/** The runs with whether the graph has changed since they were loaded; the same list where that is as before. */
export function sideOnGraph(side: Side, prints: Prints, now: Prints): Side {
  const isStale = ({ program = '' }: RunFacts) => prints.get(program) !== now.get(program);
  if (side.every((facts) => facts.stale === isStale(facts))) return side;
  return side.map((facts) => ({ ...facts, stale: isStale(facts) }));
}

/** Whether a start can let all go on: they are all programs of the graph, as it is now, and not all are over. */
export function canAllGoOn(
  { state, side, program }: Pick<RunState, 'state' | 'side' | 'program'>,
  prints: Prints,
  now: Prints,
): boolean {
  const ids = new Set([program, ...side.map((facts) => facts.program)]);
  const same = now.size === ids.size && [...now].every(([id, print]) => ids.has(id) && prints.get(id) === print);
  return side.length > 0 && same && !(isOver(state) && side.every((facts) => isOver(facts.state)));
}

export const isOver = (state: RunState['state']): boolean => state === 'failed' || state === 'finished';
