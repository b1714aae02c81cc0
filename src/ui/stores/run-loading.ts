/*
 * Loads programs into the session: the selected one ahead or when it is to be trained, all of them side by side, and
 * takes one that trains at the side to be the shown one.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Program } from '../../compiler/types.ts';
import type { Beginning } from '../../protocol/checkpoint.ts';
import type { RunOptions } from '../../protocol/messages.ts';
import type { Session } from '../../session/page/client.ts';
import { assetsFor } from '../own-data/local-assets.ts';
import { freshFacts } from './fresh-facts.ts';
import { shownPace } from './pace.ts';
import { createRehearsal, worthAhead } from './rehearsal.ts';
import type { Rehearsal } from './rehearsal.ts';
import { hasWeightsOf, takenUp, trainingOf } from './kept-training.ts';
import type { KeptProgram, KeptTraining } from './kept-training.ts';
import { NOTHING_YET } from './run-events.ts';
import { loadedAs, onGraph } from './run-link.ts';
import type { RunLink } from './run-link.ts';
import type { RunStage } from './run-stage.ts';
import { whyNoProgram } from './run-words.ts';
import type { RunFacts } from './run-events.ts';
import { anyBusy, areSame, canAllGoOn, factsOf, isOver, printsOf, sideOnGraph } from './side-runs.ts';
import type { Prints } from './side-runs.ts';
import { fingerprint } from './staleness.ts';
import type { DocumentState, RunState, ViewState } from './types.ts';

interface Page {
  readonly store: StoreApi<RunState>;
  readonly stage: RunStage;
  readonly documents: StoreApi<DocumentState>;
  readonly announce: ViewState['announce'];
  /** Weights that a program begins with instead of seeded ones, by key. */
  readonly beginning: (program: Program) => Beginning;
}

/**
 * What became of a training that was to be taken up. `differs`: the graph is another one by now. `early`: something that
 * belongs to the graph is still missing. `busy`: another training is shown.
 */
export type TakeUp = 'taken' | 'differs' | 'early' | 'busy';

export interface RunLoading {
  /** The program that would be trained. */
  selected(): Program | undefined;
  /** Sends the selected program to the session as a new run. False, and said why, if there is none. */
  load(): boolean;
  /**
   * Loads the selected program so that it is measured, and not to be trained. False where the figures are of the graph
   * already; false and said why where there is no program, or training is under way.
   */
  measure(): boolean;
  /** Loads every program of the graph: the chosen one to be shown, the others beside it. False, and said why, if there is none. */
  loadAll(): boolean;
  /** Whether what was loaded ahead is what would be loaded ahead now. */
  isAhead(): boolean;
  /** Whether all that were loaded can go on together: they are the programs of the graph as it is now. */
  canAllGoOn(): boolean;
  /** Shows a run that trains beside the shown one, which takes its place there. False if there is none. */
  showSide(program: Program): boolean;
  /** The runs beside the shown one, with whether the graph still is what each of them trains; the same list where nothing has changed. */
  sideOnGraph(): RunState['side'];
  /** The training under way, for whoever keeps it in case this page dies. */
  underWay(): KeptTraining | undefined;
  /** Loads a training of an earlier page, which rests where that had come to. Nothing changes unless it is `taken`. */
  takeUp(training: KeptTraining): TakeUp;
  /** Tells the runs at which pace to train. */
  tellPace(): void;
  /** Loads ahead once the graph rests. */
  readonly ahead: Rehearsal;
}

/** A program of the graph, and how its run stood. */
interface Found {
  readonly each: KeptProgram;
  readonly program: Program;
}

export function createLoading({ store, stage, documents, announce, beginning }: Page): RunLoading {
  /** The programs that are loaded, as they were then. */
  let prints: Prints = new Map();
  const programs = () => documents.getState().compilation.programs;

  const selected = (): Program | undefined => {
    const { program } = store.getState();
    return programs().find(({ id }) => id === program) ?? programs()[0];
  };

  const tellPace = () => stage.command({ type: 'setPace', pace: shownPace(store.getState()) });

  const toRehearse = () => worthAhead(selected(), programs());
  const ahead = createRehearsal(() => {
    const to = stage.session();
    if (to !== undefined && stage.link().is === 'none') rehearse(to);
  }, toRehearse);

  /** Loads what nobody has asked to train yet: it rests at its first weights, and is measured. */
  function rehearse(to: Session): void {
    const [shown, ...others] = toRehearse();
    if (shown === undefined) return;
    send(to, shown, 'ahead');
    if (others.length > 0) sendBeside(to, others, 'idle');
  }

  function optionsOf(program: Program): RunOptions {
    const { exact } = store.getState();
    const assets = assetsFor(documents.getState().whole, program);
    return {
      ...beginning(program),
      ...(exact && { steps: 'exact' }),
      ...(assets.length > 0 && { assets }),
    };
  }

  function send(to: Session, program: Program, as: 'ahead' | 'chosen'): void {
    ahead.cancel();
    store.setState({
      program: program.id,
      epochs: program.epochs,
      stepsPerEpoch: 0,
      stale: false,
      fallbacks: [],
      why: undefined,
    });
    stage.setLink(loadedAs(as, to.load(program, store.getState().backendChoice, optionsOf(program)), program));
    prints = printsOf([program]);
    store.setState({ side: [] });
    if (shownPace(store.getState()) !== 'full') tellPace();
  }

  /** The same for others, beside what is loaded. */
  function sendBeside(to: Session, others: readonly Program[], state: 'idle' | 'preparing'): void {
    const { backendChoice } = store.getState();
    const side = others.map((program) => {
      const run = to.loadBeside(program, backendChoice, optionsOf(program));
      return { ...freshFacts(run, program, backendChoice), state };
    });
    prints = new Map([...prints, ...printsOf(others)]);
    store.setState({ side });
    if (shownPace(store.getState()) !== 'full') tellPace();
  }

  /** What can be loaded, and where to; says why if there is nothing. */
  function loadable(): { readonly program: Program; readonly to: Session } | undefined {
    const [program, to] = [selected(), stage.session()];
    if (to !== undefined && program !== undefined) return { program, to };
    announce(
      program === undefined ? whyNoProgram(documents.getState()) : 'Training is not ready yet. Try again in a moment.',
      'warning',
    );
    return undefined;
  }

  function load(): boolean {
    const found = loadable();
    if (found === undefined) return false;
    store.setState({ ...NOTHING_YET, state: 'preparing' });
    send(found.to, found.program, 'chosen');
    return true;
  }

  function measure(): boolean {
    const { stale } = store.getState();
    const { is } = stage.link();
    if (anyBusy(store.getState())) {
      announce(
        'Training is under way, and measures as it goes. Pause or stop it to measure the graph as it is.',
        'info',
      );
      return false;
    }
    if ((is === 'ahead' || is === 'chosen') && !stale) return false;
    const found = loadable();
    if (found === undefined) return false;
    // A run that nobody trains rests from the beginning.
    store.setState({ ...NOTHING_YET, state: 'idle' });
    rehearse(found.to);
    return true;
  }

  function loadAll(): boolean {
    const to = stage.session();
    const { state, side } = store.getState();
    // What was loaded ahead is as it would be loaded now; what stands beside it may be of before.
    const isThere = stage.link().is === 'ahead' && !isOver(state) && side.length === 0;
    if ((!isThere && !load()) || to === undefined) return false;
    const { program: shown } = store.getState();
    const others = programs().filter(({ id }) => id !== shown);
    sendBeside(to, others, 'preparing');
    return true;
  }

  function showSide(program: Program): boolean {
    const { side } = store.getState();
    const next = side.find((facts) => facts.program === program.id);
    const to = stage.session();
    const { is } = stage.link();
    if (to === undefined || next?.run === undefined || (is !== 'ahead' && is !== 'chosen')) return false;
    const before = factsOf(store.getState());
    const { backendChoice: _choice, exact: _exact, pace: _pace, hurried: _hurried, ...facts } = next;
    const loaded: RunLink = {
      is,
      run: next.run,
      program: program.id,
      fingerprint: prints.get(program.id) ?? fingerprint(program),
    };
    to.lookAt(next.run);
    const { stale } = onGraph(loaded, programs());
    stage.setLinkWith(loaded, { ...facts, stale, side: side.map((each) => (each === next ? before : each)) });
    return true;
  }

  function underWay(): KeptTraining | undefined {
    const to = stage.session();
    if (to === undefined || stage.link().is !== 'chosen') return undefined;
    return trainingOf(store.getState(), prints, (run) => to.kept(run));
  }

  function takeUp({ shown, together, programs: kept }: KeptTraining): TakeUp {
    const to = stage.session();
    const { is } = stage.link();
    if (to === undefined || (is !== 'none' && is !== 'ahead')) return 'busy';
    const found = kept.map((each) => ({ each, program: programs().find(({ id }) => id === each.program) }));
    const there = found.flatMap(({ each, program }) => (program === undefined ? [] : [{ each, program }]));
    if (there.length < found.length || there.some((one) => one.each.imported && !isImported(one.program)))
      return 'early';
    const first = there.find(({ each }) => each.program === shown);
    if (first === undefined || !there.every(isSame)) return 'differs';
    ahead.cancel();
    const { backendChoice } = store.getState();
    const loadOne = ({ each, program }: Found, into: Session['load']): RunFacts => {
      const { steps: _steps, ...options } = optionsOf(program);
      const run = into(program, each.backend ?? backendChoice, {
        ...options,
        ...(each.exact && { steps: 'exact' }),
        ...(each.checkpoint !== undefined && { resume: each.checkpoint }),
      });
      return takenUp(run, program, each, backendChoice);
    };
    const {
      backendChoice: _c,
      exact: _e,
      pace: _p,
      hurried: _h,
      ...facts
    } = loadOne(first, (...how) => to.load(...how));
    const side = there.filter((one) => one !== first).map((one) => loadOne(one, (...how) => to.loadBeside(...how)));
    prints = printsOf(there.map(({ program }) => program));
    stage.setLinkWith(loadedAs('chosen', facts.run ?? '', first.program), { ...facts, side, together });
    if (shownPace(store.getState()) !== 'full') tellPace();
    return 'taken';
  }

  const isImported = (program: Program) => beginning(program).first !== undefined;

  const isSame = ({ each, program }: Found) =>
    fingerprint(program) === each.fingerprint &&
    isImported(program) === each.imported &&
    (each.checkpoint === undefined || hasWeightsOf(each.checkpoint, program));

  return {
    underWay,
    takeUp,
    selected,
    load,
    measure,
    loadAll,
    isAhead: () => stage.link().is === 'ahead' && areSame(prints, printsOf(toRehearse())),
    canAllGoOn() {
      const { is } = stage.link();
      const run = store.getState();
      // What has failed before anybody asked for it is tried anew.
      const sound = is === 'chosen' || (is === 'ahead' && ![run, ...run.side].some(({ state }) => isOver(state)));
      return sound && canAllGoOn(run, prints, printsOf(programs()));
    },
    showSide,
    sideOnGraph() {
      const { side } = store.getState();
      return side.length === 0 ? side : sideOnGraph(side, prints, printsOf(programs()));
    },
    tellPace,
    ahead,
  };
}
