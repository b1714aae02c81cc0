/*
 * The run as the page sees it: what the user can do with it, and how it follows the document. Commands go to
 * the session (a worker, or a fake in tests) through `run-stage.ts`, its news come back through `run-news.ts`,
 * programs are loaded by `run-loading.ts`. A run never touches the document: the worst fault leaves the graph
 * as it was.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Program } from '../../compiler/types.ts';
import type { Beginning } from '../../protocol/checkpoint.ts';
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { Watch } from '../../protocol/instruments.ts';
import type { Pace } from '../../protocol/pace.ts';
import type { Session, SessionHandlers } from '../../session/page/client.ts';
import { createBreath } from './breath.ts';
import type { Breath } from './breath.ts';
import { documentStore } from './document.ts';
import { beginningOf } from './imported.ts';
import { endWithRun, lookBackStore } from './look-back.ts';
import { readExact, writeExact } from './bit-for-bit.ts';
import { readPace, writePace } from './pace.ts';
import { NOTHING_YET } from './run-events.ts';
import { useRunScope } from './run-scope.ts';
import { canGoOn, loadedRun, NOTHING_LOADED, onBackend, onChosen, onGraph, onProgram } from './run-link.ts';
import { createLoading } from './run-loading.ts';
import type { RunLoading } from './run-loading.ts';
import { newsFor } from './run-news.ts';
import { createStage } from './run-stage.ts';
import { shownRun } from './shown-run.ts';
import { isOver, trainsAll } from './side-runs.ts';
import { fingerprint } from './staleness.ts';
import { backendLabel } from './run-words.ts';
import type { DocumentState, RunState, ViewState } from './types.ts';
import { viewStore } from './view-state.ts';
import { watching } from './watching.ts';
import type { WatchOf } from './watching.ts';

export type CreateSession = (handlers: SessionHandlers) => Session;

export interface RunConnection {
  readonly store: StoreApi<RunState>;
  /** Gives the store its session. Commands before that do nothing but say so. */
  connect(create: CreateSession): void;
  /** The training under way, to be kept and taken up again by another page. */
  readonly training: Pick<RunLoading, 'underWay' | 'takeUp'>;
  dispose(): void;
}

interface Options {
  /** What the page looks at, of the shown run and of those of single programs. */
  readonly watch?: StoreApi<Watch>;
  readonly watchOf?: StoreApi<WatchOf>;
  /** The page's clock, in milliseconds. */
  readonly now?: () => number;
  /** Weights that a program begins with instead of seeded ones, by key. */
  readonly beginning?: (program: Program) => Beginning;
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

export function createRun(
  documents: StoreApi<DocumentState>,
  view: StoreApi<ViewState>,
  {
    watch = watching.store,
    watchOf = watching.of,
    now = Date.now,
    breath,
    beginning = () => ({}),
    pace = 'full',
    keepPace = () => undefined,
    exact: wantsExact = false,
    keepExact = () => undefined,
  }: Options = {},
): RunConnection {
  const announce = (text: string, tone?: 'quiet' | 'info' | 'warning') => view.getState().announce(text, tone);
  const programs = () => documents.getState().compilation.programs;

  const isForAll = () => trainsAll(store.getState(), programs().length);
  const load = () => (isForAll() ? loading.loadAll() : loading.load());

  /** For what is chosen, where it fits the graph and can go on; loads it if it does not. */
  const commandFresh = (message: TrainerCommand) => {
    const { state, stale } = store.getState();
    const all = isForAll();
    const goesOn = all ? loading.canAllGoOn() : canGoOn(link(), { over: isOver(state), stale });
    if (!goesOn && !load()) return;
    if (link().is === 'ahead') {
      const { stepsPerEpoch, backend } = store.getState();
      // The worker may still load or measure, and hears of it after that.
      store.setState(({ side }) => ({
        state: 'preparing',
        ...(all && { side: side.map((facts) => ({ ...facts, state: 'preparing' })) }),
      }));
      if (stepsPerEpoch > 0 && backend !== undefined) announce(`Training on ${backendLabel(backend)}.`);
    }
    setLink(onChosen(link()));
    loading.ahead.cancel();
    if (all) command(message);
    // Others that were trained beside it rest where they are.
    else stage.commandShown(message);
    if (all && message.type === 'start') announce(`Training ${programs().length} programs side by side.`);
  };

  /** How steps are computed was chosen anew: what was loaded ahead is loaded again, a run keeps what it has. */
  const holdsForNextRun = () => {
    const { is } = link();
    setLink(onBackend(link()));
    if (is === 'ahead') loading.ahead.schedule();
    else if (is !== 'none') announce('The new choice holds from the next run on: press Reset, then Train.', 'info');
  };

  const store: StoreApi<RunState> = createStore<RunState>()((set, get) => ({
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
    together: true,
    exact: wantsExact,
    pace,
    hurried: false,
    start({ hurried = false } = {}) {
      const { state, hurried: before } = get();
      if (state === 'running' && !hurried) return;
      if (hurried !== before) {
        set({ hurried });
        loading.tellPace();
      }
      if (state !== 'running') commandFresh({ type: 'start' });
    },
    setTogether: (together) => set({ together }),
    setPace(chosen) {
      set({ pace: chosen, hurried: false });
      keepPace(chosen);
      loading.tellPace();
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
        news.flush();
        set(NOTHING_YET);
        command({ type: 'reset' });
      }
      announce('Training reset: the weights are as they were before the first step.');
    },
    measure() {
      if (loading.measure()) announce('The wires are measured at the first weights. Nothing is trained.');
    },
    setLearningRate: (value) => command({ type: 'setLearningRate', value }),
    setBackend(backendChoice) {
      if (backendChoice === get().backendChoice) return;
      set({ backendChoice });
      holdsForNextRun();
    },
    setExact(wanted) {
      if (wanted === get().exact) return;
      set({ exact: wanted });
      keepExact(wanted);
      holdsForNextRun();
    },
    setProgram(train) {
      const program = programs().find(({ id }) => id === train);
      if (program === undefined || train === get().program) return;
      if (loading.showSide(program)) return;
      if (get().state === 'running') command({ type: 'stop' });
      const { is } = link();
      setLink(onProgram(link(), train));
      if (is === 'ahead') loading.ahead.schedule();
      set({ program: train, ...(link().is === 'none' ? { epochs: program.epochs } : {}) });
    },
    reload: () => leave(),
    async snapshot() {
      const loaded = loadedRun(link());
      const program = programs().find(({ id }) => id === loaded?.program);
      if (loaded === undefined || program === undefined || fingerprint(program) !== loaded.fingerprint)
        return undefined;
      const checkpoint = await stage.session()?.snapshot();
      return checkpoint === undefined || loadedRun(link())?.run !== loaded.run ? undefined : { program, checkpoint };
    },
  }));

  const stage = createStage(store);
  const { link, setLink, command } = stage;
  const loading = createLoading({ store, stage, documents, announce, beginning });

  /** Ends the run of a document that was put away; its late events are dropped with its run id. */
  function leave(): void {
    command({ type: 'stop' });
    setLink(NOTHING_LOADED);
    const program = programs()[0];
    store.setState({
      ...NOTHING_YET,
      side: [],
      together: true,
      state: 'idle',
      program: program?.id,
      epochs: program?.epochs ?? 0,
      stepsPerEpoch: 0,
      stale: false,
      metric: undefined,
      data: undefined,
    });
    loading.ahead.schedule();
  }

  /** Keeps the choice of program valid and notices when the graph no longer is the one that trains. */
  const followDocument = (state: DocumentState, before: DocumentState) => {
    if (state.opened !== before.opened) return leave();
    if (state.compilation === before.compilation) return;
    const { link: onIt, stale } = onGraph(link(), programs());
    const next = onIt.is === 'ahead' && !loading.isAhead() ? NOTHING_LOADED : onIt;
    setLink(next);
    const side = loading.sideOnGraph();
    if (side !== store.getState().side) store.setState({ side });
    if (next.is === 'none' || next.is === 'ahead') {
      const program = loading.selected();
      store.setState({ program: program?.id, epochs: program?.epochs ?? 0 });
      if (next.is === 'none') loading.ahead.schedule();
    } else if (stale !== store.getState().stale) {
      store.setState({ stale });
    }
  };

  const news = newsFor({ store, link, setLink, announce, now, breath });
  const unfollow = documents.subscribe(followDocument);
  const look = (to = stage.session()) => to?.watch(watch.getState(), watchOf.getState());
  const unwatch = [watch, watchOf].map((each: Pick<StoreApi<unknown>, 'subscribe'>) => each.subscribe(() => look()));

  return {
    store,
    training: loading,
    connect(create) {
      stage.dispose();
      const to = create(news);
      stage.enter(to);
      look(to);
      loading.ahead.schedule();
    },
    dispose() {
      unfollow();
      for (const end of unwatch) end();
      loading.ahead.cancel();
      stage.dispose();
    },
  };
}

const run = createRun(documentStore, viewStore, {
  breath: createBreath(),
  beginning: beginningOf,
  pace: readPace(),
  keepPace: writePace,
  exact: readExact(),
  keepExact: writeExact,
});

export const runStore = run.store;
/** Gives the page's run its session; called once at start. */
export const connectRunStore = run.connect;
export const runTraining = run.training;

endWithRun(runStore);
/** The run as the page shows it: at its present step, or at the one that is looked back at. */
export const shownRunStore = shownRun(runStore, lookBackStore);

/** Part of the shown run's state; the component renders again when that part changes. */
export const useRun = <T>(selector: (state: RunState) => T): T =>
  useStore(useRunScope()?.shown ?? shownRunStore, selector);

/** The same of the present, whatever is looked back at: for what steers training and tells how it goes. */
export const useLiveRun = <T>(selector: (state: RunState) => T): T =>
  useStore(useRunScope()?.live ?? runStore, selector);
