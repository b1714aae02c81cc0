/*
 * The findings of the run that is loaded, worked out again when the run or the graph has moved on, at
 * most twice a second, and not while a hand moves a large one. The rules are loaded with the first run: the first
 * picture does not wait for them.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Diagnostic } from '../../compiler/types.ts';
import { documentStore } from '../stores/document.ts';
import { hands } from '../stores/hands.ts';
import { runStore } from '../stores/run.ts';
import type { DocumentState, RunState } from '../stores/types.ts';
import { isLoaded } from './is-loaded.ts';
import type * as look from './look.ts';
import type { Shown } from './steady.ts';

const BEAT_MS = 500;
const NONE: readonly Diagnostic[] = [];

type Look = typeof look;

export function createFindings(
  documents: StoreApi<DocumentState>,
  runs: StoreApi<RunState>,
  load: () => Promise<Look> = () => import('./look.ts'),
): StoreApi<readonly Diagnostic[]> {
  const store = createStore<readonly Diagnostic[]>()(() => NONE);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let rules: Look | undefined;
  let shown: readonly Shown[] = [];
  let run: RunState['run'];

  const show = (next: readonly Shown[]) => {
    shown = next;
    const findings = next.map(({ finding }) => finding);
    if (!same(findings, store.getState())) store.setState(findings.length === 0 ? NONE : findings, true);
  };
  const renew = async () => {
    const loaded = isLoaded(documents.getState(), runs.getState());
    // Without a connection they may come with a later run; the wires tell of themselves meanwhile.
    if (loaded) rules ??= await load().catch(() => undefined);
    waiting = undefined;
    const [graph, now] = [documents.getState(), runs.getState()];
    if (rules === undefined || !isLoaded(graph, now)) return show([]);
    const found = rules.findingsOf(graph, now, rules.diagnose);
    const goesOn = now.state === 'running' && now.run === run;
    run = now.run;
    show(goesOn ? rules.steady(shown, found) : found.map(rules.atOnce));
    if (shown.some(({ missing }) => missing > 0)) soon();
  };
  const soon = () => (waiting ??= setTimeout(() => hands.whenFree(() => void renew()), BEAT_MS));
  documents.subscribe((now, before) => {
    // What was found in a graph that is put away must not stand beside another one.
    if (now.opened !== before.opened) show([]);
    soon();
  });
  runs.subscribe(soon);
  soon();
  return store;
}

/** Findings that say the same and offer the same need no new picture. */
const same = (a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean =>
  a.length === b.length && JSON.stringify(a) === JSON.stringify(b);

const findings = createFindings(documentStore, runStore);

export const useFindings = (): readonly Diagnostic[] => useStore(findings);

/** What is picked from the findings; renders again only when that changes. */
export const useFound = <T>(pick: (found: readonly Diagnostic[]) => T): T => useStore(findings, pick);
