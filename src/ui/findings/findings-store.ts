/*
 * The findings of the runs that are loaded, one for each program of the graph, worked out again when a run or the graph
 * has moved on, at most twice a second, and not while a hand moves a large one. The rules are loaded with the first
 * run: the first picture does not wait for them.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { remembered } from '../../base/remembered.ts';
import type { Diagnostic } from '../../compiler/types.ts';
import type { NodeId } from '../../graph/types.ts';
import { documentStore } from '../stores/document.ts';
import { hands } from '../stores/hands.ts';
import { stateOfProgram } from '../stores/program-run.ts';
import { runStore } from '../stores/run.ts';
import type { DocumentState, RunState } from '../stores/types.ts';
import { isLoaded } from './is-loaded.ts';
import type * as look from './look.ts';
import type { Shown } from './steady.ts';

/** What the run of one program shows. */
export interface ProgramFindings {
  readonly program: NodeId;
  readonly findings: readonly Diagnostic[];
}

interface Seen {
  readonly run: RunState['run'];
  readonly shown: readonly Shown[];
}

type Look = typeof look;

const BEAT_MS = 500;
const NONE: readonly never[] = [];

export function createFindings(
  documents: StoreApi<DocumentState>,
  runs: StoreApi<RunState>,
  load: () => Promise<Look> = () => import('./look.ts'),
): StoreApi<readonly ProgramFindings[]> {
  const store = createStore<readonly ProgramFindings[]>()(() => NONE);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let rules: Look | undefined;
  let seen: ReadonlyMap<NodeId, Seen> = new Map();

  const show = (next: ReadonlyMap<NodeId, Seen>) => {
    seen = next;
    const found = [...next].flatMap(([program, { shown }]) =>
      shown.length === 0 ? [] : [{ program, findings: shown.map(({ finding }) => finding) }],
    );
    if (!same(found, store.getState())) store.setState(found.length === 0 ? NONE : found, true);
  };
  /** The runs of the graph that can be looked at: the shown one first, as it is what the page speaks of. */
  const loaded = (): readonly RunState[] => {
    const [graph, run] = [documents.getState(), runs.getState()];
    const programs = graph.compilation.programs.map(({ id }) => id);
    const ids = [run.program ?? '', ...programs.filter((id) => id !== run.program)];
    return ids.flatMap((id) => stateOfProgram(run, id) ?? []).filter((each) => isLoaded(graph, each));
  };
  const renew = async () => {
    // Without a connection they may come with a later run; the wires tell of themselves meanwhile.
    if (loaded().length > 0) rules ??= await load().catch(() => undefined);
    waiting = undefined;
    const by = rules;
    show(new Map(by === undefined ? [] : loaded().map((run) => [run.program ?? '', lookAt(run, by)])));
    if ([...seen.values()].some(({ shown }) => shown.some(({ missing }) => missing > 0))) soon();
  };
  const lookAt = (now: RunState, { findingsOf, diagnose, steady, atOnce }: Look): Seen => {
    const before = seen.get(now.program ?? '');
    const found = findingsOf(documents.getState(), now, diagnose);
    const goesOn = now.state === 'running' && before !== undefined && now.run === before.run;
    return { run: now.run, shown: goesOn ? steady(before.shown, found) : found.map(atOnce) };
  };
  const soon = () => (waiting ??= setTimeout(() => hands.whenFree(() => void renew()), BEAT_MS));
  documents.subscribe((now, before) => {
    // What was found in a graph that is put away must not stand beside another one.
    if (now.opened !== before.opened) show(new Map());
    soon();
  });
  runs.subscribe(soon);
  soon();
  return store;
}

/** Findings that say the same and offer the same need no new picture. */
const same = (a: readonly ProgramFindings[], b: readonly ProgramFindings[]): boolean =>
  a.length === b.length && JSON.stringify(a) === JSON.stringify(b);

/** What is found by any of the programs, once each: they may share the node it is about. */
export const allFindings = remembered((found: readonly ProgramFindings[]): readonly Diagnostic[] => [
  ...new Map(found.flatMap(({ findings }) => findings).map((each) => [JSON.stringify(each), each])).values(),
]);

const findings = createFindings(documentStore, runStore);

/** By program; of those that show nothing there is none. */
export const useFindings = (): readonly ProgramFindings[] => useStore(findings);

/** Those of one program. */
export const useFindingsOf = (id: NodeId | undefined): readonly Diagnostic[] =>
  useStore(findings, (found) => found.find(({ program }) => program === id)?.findings ?? NONE);

/** What is picked from the findings of all programs; renders again only when that changes. */
export const useFound = <T>(pick: (found: readonly Diagnostic[]) => T): T =>
  useStore(findings, (found) => pick(allFindings(found)));
