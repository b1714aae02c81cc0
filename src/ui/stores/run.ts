/*
 * The run as the page sees it. Commands go to the session (a worker, or a fake in tests), its news come
 * back through `run-news.ts`; what is loaded is the business of `run-link.ts`. A run never touches the
 * document: the worst fault leaves the graph as it was.
 */
import { assetsFor } from '../own-data/local-assets.ts';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Program } from '../../compiler/types.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { Watch } from '../../protocol/instruments.ts';
import type { RunOptions } from '../../protocol/messages.ts';
import type { Pace } from '../../protocol/pace.ts';
import type { Session, SessionHandlers } from '../../session/client.ts';
import { createBreath } from './breath.ts';
import type { Breath } from './breath.ts';
import { documentStore } from './document.ts';
import { freshFacts } from './fresh-facts.ts';
import { importedFor } from './imported.ts';
import { endWithRun, lookBackStore } from './look-back.ts';
import { readExact, writeExact } from './exact.ts';
import { readPace, writePace } from './pace.ts';
import { createRehearsal, isLight } from './rehearsal.ts';
import { NOTHING_YET } from './run-events.ts';
import { canGoOn, loadedAs, loadedRun, NOTHING_LOADED, onBackend, onChosen, onGraph, onProgram } from './run-link.ts';
import type { RunLink } from './run-link.ts';
import { newsFor } from './run-news.ts';
import { shownRun } from './shown-run.ts';
import { canAllGoOn, factsOf, isOver, printsOf } from './side-runs.ts';
import type { Prints } from './side-runs.ts';
import { fingerprint } from './staleness.ts';
import { backendLabel, whyNoProgram } from './run-words.ts';
import type { DocumentState, RunState, ViewState } from './types.ts';
import { viewStore } from './view.ts';
import { watching } from './watching.ts';

export type CreateSession = (handlers: SessionHandlers) => Session;

export interface RunConnection {
  readonly store: StoreApi<RunState>;
  /** Gives the store its session. Commands before that do nothing but say so. */
  connect(create: CreateSession): void;
  dispose(): void;
}

interface Options {
  /** What the page looks at. */
  readonly watch?: StoreApi<Watch>;
  /** The page's clock, in milliseconds. */
  readonly now?: () => number;
  /** Weights that a program begins with instead of seeded ones, by key. */
  readonly first?: (program: Program) => Checkpoint['weights'] | undefined;
  /** Says when figures are drawn; without it each is drawn when it comes. */
  readonly breath?: Breath;
  /** The pace to begin with. */
  readonly pace?: Pace;
  /** Remembers the pace that was chosen. */
  readonly keepPace?: (pace: Pace) => void;
  /** Whether steps are computed bit for bit as by TensorFlow.js to begin with. */
  readonly exact?: boolean;
  readonly keepExact?: (exact: boolean) => void;
}

type Stage = { readonly session: 'none' } | { readonly session: 'ready'; readonly to: Session; readonly link: RunLink };

export function createRun(
  documents: StoreApi<DocumentState>,
  view: StoreApi<ViewState>,
  {
    watch = watching.store,
    now = Date.now,
    breath,
    first = () => undefined,
    pace = 'full',
    keepPace = () => undefined,
    exact: wantsExact = false,
    keepExact = () => undefined,
  }: Options = {},
): RunConnection {
  let stage: Stage = { session: 'none' };
  const link = () => (stage.session === 'ready' ? stage.link : NOTHING_LOADED);
  const setLink = (next: RunLink) => {
    if (stage.session !== 'ready' || next === stage.link) return;
    stage = { ...stage, link: next };
    store.setState({ run: loadedRun(next)?.run });
  };

  const announce = (text: string, tone?: 'quiet' | 'info' | 'warning') => view.getState().announce(text, tone);
  const programs = () => documents.getState().compilation.programs;
  const selected = (): Program | undefined => {
    const { program } = store.getState();
    return programs().find(({ id }) => id === program) ?? programs()[0];
  };

  /** Sends the selected program to the session as a new run. False, and said why, if there is none. */
  function load(): boolean {
    const program = selected();
    if (stage.session === 'none' || program === undefined) {
      announce(
        program === undefined
          ? whyNoProgram(documents.getState())
          : 'Training is not ready yet. Try again in a moment.',
        'warning',
      );
      return false;
    }
    store.setState({ ...NOTHING_YET, state: 'preparing' });
    send(stage.to, program, 'chosen');
    return true;
  }

  function send(to: Session, program: Program, as: 'ahead' | 'chosen'): void {
    rehearsal.cancel();
    store.setState({
      program: program.id,
      epochs: program.epochs,
      stepsPerEpoch: 0,
      stale: false,
      fallbacks: [],
      why: undefined,
    });
    setLink(loadedAs(as, to.load(program, store.getState().backendChoice, optionsOf(program)), program));
    store.setState({ side: [] });
    if (shownPace(store.getState()) !== 'full') tellPace();
  }

  function optionsOf(program: Program): RunOptions {
    const weights = first(program);
    const { exact } = store.getState();
    const assets = assetsFor(documents.getState().whole, program);
    return {
      ...(weights !== undefined && { first: weights }),
      ...(exact && { steps: 'exact' }),
      ...(assets.length > 0 && { assets }),
    };
  }

  const rehearsal = createRehearsal(() => {
    const program = selected();
    if (stage.session === 'none' || stage.link.is !== 'none' || program === undefined || !isLight(program)) return;
    send(stage.to, program, 'ahead');
  });

  /** To the shown run and to those that train beside it. */
  const command = (message: TrainerCommand) => {
    if (stage.session !== 'ready' || stage.link.is === 'none') return;
    const { side, state } = store.getState();
    const begins = message.type === 'start' || message.type === 'stepBatch' || message.type === 'stepEpoch';
    // Beside others one that is over goes on no more: a start is for those that are not.
    if (!(begins && side.length > 0 && isOver(state))) stage.to.command(message);
    if (message.type === 'setLearningRate') return;
    for (const facts of side) {
      if (facts.run !== undefined && !(begins && isOver(facts.state))) stage.to.command(message, facts.run);
    }
  };
  const tellPace = () => command({ type: 'setPace', pace: shownPace(store.getState()) });
  /** For a run that fits the graph and can go on; loads one if there is none. */
  const commandFresh = (message: TrainerCommand) => {
    const { state, stale } = store.getState();
    if (!canGoOn(link(), { over: isOver(state), stale }) && !load()) return;
    if (link().is === 'ahead') {
      const { stepsPerEpoch, backend } = store.getState();
      // Pressed before everything was loaded: now it counts as preparing.
      if (stepsPerEpoch === 0) store.setState({ state: 'preparing' });
      else if (backend !== undefined) announce(`Training on ${backendLabel(backend)}.`);
    }
    setLink(onChosen(link()));
    rehearsal.cancel();
    command(message);
  };

  /** Loads every program of the graph: the chosen one to be shown, the others beside it. False, and said why, if there is none. */
  function loadAll(): boolean {
    if (!load() || stage.session === 'none') return false;
    const { to } = stage;
    const { backendChoice, program: shown } = store.getState();
    const side = programs()
      .filter(({ id }) => id !== shown)
      .map((program) => {
        const run = to.loadBeside(program, backendChoice, optionsOf(program));
        return freshFacts(run, program, backendChoice);
      });
    store.setState({ side });
    if (shownPace(store.getState()) !== 'full') tellPace();
    return true;
  }

  /** The programs of the graph when all of them were loaded. */
  let prints: Prints = new Map();

  const store = createStore<RunState>()((set, get) => ({
    ...NOTHING_YET,
    state: 'idle',
    run: undefined,
    program: programs()[0]?.id,
    backend: undefined,
    backendChoice: 'auto',
    fallbacks: [],
    why: undefined,
    steps: undefined,
    stale: false,
    epochs: programs()[0]?.epochs ?? 0,
    stepsPerEpoch: 0,
    metric: undefined,
    data: undefined,
    side: [],
    exact: wantsExact,
    pace,
    hurried: false,
    start({ hurried = false } = {}) {
      const { state, hurried: before } = get();
      if (state === 'running' && !hurried) return;
      if (hurried !== before) {
        set({ hurried });
        tellPace();
      }
      if (state !== 'running') commandFresh({ type: 'start' });
    },
    startAll() {
      if (programs().length < 2) return get().start();
      const present = printsOf(programs());
      if (link().is !== 'chosen' || !canAllGoOn(get(), prints, present)) {
        if (!loadAll()) return;
        prints = present;
      }
      setLink(onChosen(link()));
      command({ type: 'start' });
      announce(`Training ${programs().length} programs side by side.`);
    },
    setPace(chosen) {
      set({ pace: chosen, hurried: false });
      keepPace(chosen);
      tellPace();
    },
    pause: () => command({ type: 'pause' }),
    stepBatch: () => commandFresh({ type: 'stepBatch' }),
    stepEpoch: () => commandFresh({ type: 'stepEpoch' }),
    stop: () => command({ type: 'stop' }),
    reset() {
      if (link().is === 'none') return;
      if (get().stale || link().is === 'abandoned' || get().state === 'failed') {
        load();
      } else {
        set(NOTHING_YET);
        command({ type: 'reset' });
      }
      announce('Training reset: the weights are as they were before the first step.');
    },
    setLearningRate: (value) => command({ type: 'setLearningRate', value }),
    setBackend(backendChoice) {
      if (backendChoice === get().backendChoice) return;
      set({ backendChoice });
      const { is } = link();
      setLink(onBackend(link()));
      if (is === 'ahead') rehearsal.schedule();
      else if (is !== 'none') announce('The new choice holds from the next run on: press Reset, then Train.', 'info');
    },
    setExact(wanted) {
      if (wanted === get().exact) return;
      set({ exact: wanted });
      keepExact(wanted);
      const { is } = link();
      setLink(onBackend(link()));
      if (is === 'ahead') rehearsal.schedule();
      else if (is !== 'none') announce('The new choice holds from the next run on: press Reset, then Train.', 'info');
    },
    setProgram(train) {
      const program = programs().find(({ id }) => id === train);
      if (program === undefined || train === get().program) return;
      if (showSide(program)) return;
      if (get().state === 'running') command({ type: 'stop' });
      const { is } = link();
      setLink(onProgram(link(), train));
      if (is === 'ahead') rehearsal.schedule();
      set({ program: train, ...(link().is === 'none' ? { epochs: program.epochs } : {}) });
    },
    reload: () => leave(),
    async snapshot() {
      if (stage.session === 'none') return undefined;
      const loaded = loadedRun(stage.link);
      const program = programs().find(({ id }) => id === loaded?.program);
      if (loaded === undefined || program === undefined || fingerprint(program) !== loaded.fingerprint)
        return undefined;
      const checkpoint = await stage.to.snapshot();
      return checkpoint === undefined || loadedRun(link())?.run !== loaded.run ? undefined : { program, checkpoint };
    },
  }));

  /** Shows a run that trains beside the shown one, which takes its place there. False if there is none. */
  function showSide(program: Program): boolean {
    const { side } = store.getState();
    const next = side.find((facts) => facts.program === program.id);
    if (stage.session === 'none' || next?.run === undefined || link().is !== 'chosen') return false;
    const before = factsOf(store.getState());
    const { backendChoice: _choice, exact: _exact, pace: _pace, hurried: _hurried, ...facts } = next;
    const loaded: RunLink = {
      is: 'chosen',
      run: next.run,
      program: program.id,
      fingerprint: prints.get(program.id) ?? fingerprint(program),
    };
    stage = { ...stage, link: loaded };
    stage.to.lookAt(next.run);
    const { stale } = onGraph(loaded, programs());
    store.setState({ ...facts, stale, side: side.map((each) => (each === next ? before : each)) });
    return true;
  }

  /** Ends the run of a document that was put away; its late events are dropped with its run id. */
  function leave(): void {
    command({ type: 'stop' });
    setLink(NOTHING_LOADED);
    const program = programs()[0];
    store.setState({
      ...NOTHING_YET,
      side: [],
      state: 'idle',
      program: program?.id,
      epochs: program?.epochs ?? 0,
      stepsPerEpoch: 0,
      stale: false,
      metric: undefined,
      data: undefined,
    });
    rehearsal.schedule();
  }

  /** Keeps the choice of program valid and notices when the graph no longer is the one that trains. */
  const followDocument = (state: DocumentState, before: DocumentState) => {
    if (state.opened !== before.opened) return leave();
    if (state.compilation === before.compilation) return;
    const { link: next, stale } = onGraph(link(), programs());
    setLink(next);
    if (next.is === 'none' || next.is === 'ahead') {
      const program = selected();
      store.setState({ program: program?.id, epochs: program?.epochs ?? 0 });
      if (next.is === 'none') rehearsal.schedule();
    } else if (stale !== store.getState().stale) {
      store.setState({ stale });
    }
  };

  const handlers = newsFor({ store, link, setLink, announce, now, breath });
  const unfollow = documents.subscribe(followDocument);
  const unwatch = watch.subscribe((next) => {
    if (stage.session === 'ready') stage.to.watch(next);
  });

  return {
    store,
    connect(create) {
      if (stage.session === 'ready') stage.to.dispose();
      const to = create(handlers);
      stage = { session: 'ready', to, link: NOTHING_LOADED };
      store.setState({ run: undefined });
      to.watch(watch.getState());
      rehearsal.schedule();
    },
    dispose() {
      unfollow();
      unwatch();
      rehearsal.cancel();
      if (stage.session === 'ready') stage.to.dispose();
    },
  };
}

const run = createRun(documentStore, viewStore, {
  breath: createBreath(),
  first: importedFor,
  pace: readPace(),
  keepPace: writePace,
  exact: readExact(),
  keepExact: writeExact,
});

export const runStore = run.store;
/** Gives the page's run its session; called once at start. */
export const connectRunStore = run.connect;

/** The pace at which training goes: the chosen one, unless the present training was hurried. */
export const shownPace = ({ pace, hurried }: Pick<RunState, 'pace' | 'hurried'>): Pace => (hurried ? 'full' : pace);

endWithRun(runStore);
/** The run as the page shows it: at its present step, or at the one that is looked back at. */
export const shownRunStore = shownRun(runStore, lookBackStore);

/** Part of the shown run's state; the component renders again when that part changes. */
export const useRun = <T>(selector: (state: RunState) => T): T => useStore(shownRunStore, selector);

/** The same of the present, whatever is looked back at: for what steers training and tells how it goes. */
export const useLiveRun = <T>(selector: (state: RunState) => T): T => useStore(runStore, selector);
