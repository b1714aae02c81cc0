/*
 * The findings of the run that is loaded, worked out again when the run or the graph has moved on, at
 * most twice a second. A run of another graph than the one on the screen finds nothing.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { catalog } from '../../catalog/index.ts';
import type { Diagnostic } from '../../compiler/types.ts';
import { documentStore } from '../stores/document.ts';
import { runStore } from '../stores/run.ts';
import type { DocumentState, RunState } from '../stores/types.ts';
import { runFindings } from './index.ts';

const BEAT_MS = 500;
const NONE: readonly Diagnostic[] = [];

export function findingsOf({ document, compilation }: DocumentState, run: RunState): readonly Diagnostic[] {
  const program = compilation.programs.find(({ id }) => id === run.program);
  if (program === undefined || run.run === undefined || run.stale || run.state === 'preparing') return NONE;
  const wires = run.readings.wires;
  return runFindings({
    document,
    compilation,
    catalog,
    program,
    wires: wires?.run === run.run ? wires.value : undefined,
    data: run.data,
    step: run.step,
    epochs: run.epochPoints,
    done: run.done,
  });
}

export function createFindings(
  documents: StoreApi<DocumentState>,
  runs: StoreApi<RunState>,
): StoreApi<readonly Diagnostic[]> {
  const store = createStore<readonly Diagnostic[]>()(() => findingsOf(documents.getState(), runs.getState()));
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const renew = () => {
    waiting = undefined;
    const next = findingsOf(documents.getState(), runs.getState());
    if (!same(next, store.getState())) store.setState(next, true);
  };
  const soon = () => (waiting ??= setTimeout(renew, BEAT_MS));
  documents.subscribe((now, before) => {
    // What was found in a graph that is put away must not stand beside another one.
    if (now.opened !== before.opened) store.setState(NONE, true);
    soon();
  });
  runs.subscribe(soon);
  return store;
}

/** Findings that say the same and offer the same need no new picture. */
const same = (a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean =>
  a.length === b.length && JSON.stringify(a) === JSON.stringify(b);

const findings = createFindings(documentStore, runStore);

export const useFindings = (): readonly Diagnostic[] => useStore(findings);
