/*
 * The run as the page sees it. Commands go to the session (a worker, or a fake in tests), its events
 * come back through `applyEvent`. A run never touches the document: the worst fault leaves the graph as it was.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Program } from '../../compiler/types.ts';
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { Session, SessionHandlers } from '../../session/client.ts';
import type { RunId, Watch } from '../../protocol/messages.ts';
import { documentStore } from './document.ts';
import { createRehearsal, isLight } from './rehearsal.ts';
import { backendLabel, spokenEvent } from './run-words.ts';
import { applyEvent, failed, NOTHING_YET } from './run-events.ts';
import { fingerprint } from './staleness.ts';
import type { DocumentState, RunState, ViewState } from './types.ts';
import { viewStore } from './view.ts';

export type CreateSession = (handlers: SessionHandlers) => Session;

export interface RunConnection {
  readonly store: StoreApi<RunState>;
  /** Gives the store its session. Commands before that do nothing but say so. */
  connect(create: CreateSession): void;
  /** Tells the session what is looked at; kept for a session that comes later. */
  watch(watch: Watch): void;
  dispose(): void;
}

/** A program that was sent to the session. */
interface Loaded {
  readonly run: RunId;
  readonly program: string;
  readonly fingerprint: string;
}

export function createRun(documents: StoreApi<DocumentState>, view: StoreApi<ViewState>): RunConnection {
  let session: Session | undefined;
  let loaded: Loaded | undefined;
  let watching: Watch | undefined;
  /** The loaded run cannot be continued: another backend or program was chosen, or the worker failed. */
  let abandoned = false;
  /** The loaded run was loaded ahead, and nobody has asked to train it yet. */
  let ahead = false;

  const announce = (text: string, tone?: 'quiet' | 'info' | 'warning') => view.getState().announce(text, tone);
  const programs = () => documents.getState().compilation.programs;
  const selected = (): Program | undefined => {
    const { program } = store.getState();
    return programs().find(({ id }) => id === program) ?? programs()[0];
  };

  /** Sends the selected program to the session as a new run. False, and said why, if there is none. */
  function load(): boolean {
    const program = selected();
    if (session === undefined || program === undefined) {
      announce(
        program === undefined
          ? whyNoProgram(documents.getState())
          : 'Training is not ready yet. Try again in a moment.',
        'warning',
      );
      return false;
    }
    store.setState({ ...NOTHING_YET, state: 'preparing' });
    send(session, program);
    return true;
  }

  function send(to: Session, program: Program): void {
    rehearsal.cancel();
    abandoned = false;
    ahead = false;
    store.setState({ program: program.id, epochs: program.epochs, stepsPerEpoch: 0, stale: false, fallbacks: [] });
    const run = to.load(program, store.getState().backendChoice);
    loaded = { run, program: program.id, fingerprint: fingerprint(program) };
  }

  const rehearsal = createRehearsal(() => {
    const program = selected();
    if (session === undefined || program === undefined || !isLight(program)) return;
    if (loaded !== undefined && !ahead) return;
    send(session, program);
    ahead = true;
  });

  /** Makes sure that a run which fits the graph and can go on is loaded. */
  function ensureLoaded(): boolean {
    const { state, stale } = store.getState();
    const over = state === 'failed' || state === 'finished';
    return loaded !== undefined && !stale && !abandoned && !over ? true : load();
  }

  const command = (message: TrainerCommand) => {
    if (loaded !== undefined) session?.command(message);
  };
  const commandFresh = (message: TrainerCommand) => {
    if (!ensureLoaded()) return;
    if (ahead) {
      const { stepsPerEpoch, backend } = store.getState();
      // Pressed before everything was loaded: now it counts as preparing.
      if (stepsPerEpoch === 0) store.setState({ state: 'preparing' });
      else if (backend !== undefined) announce(`Training on ${backendLabel(backend)}.`);
    }
    ahead = false;
    rehearsal.cancel();
    command(message);
  };

  const store = createStore<RunState>()((set, get) => ({
    ...NOTHING_YET,
    state: 'idle',
    program: programs()[0]?.id,
    backend: undefined,
    backendChoice: 'auto',
    fallbacks: [],
    stale: false,
    epochs: programs()[0]?.epochs ?? 0,
    stepsPerEpoch: 0,
    metric: undefined,
    data: undefined,
    start() {
      if (get().state === 'running') return;
      commandFresh({ type: 'start' });
    },
    pause: () => command({ type: 'pause' }),
    stepBatch: () => commandFresh({ type: 'stepBatch' }),
    stepEpoch: () => commandFresh({ type: 'stepEpoch' }),
    stop: () => command({ type: 'stop' }),
    reset() {
      if (loaded === undefined) return;
      if (get().stale || abandoned || get().state === 'failed') {
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
      if (loaded === undefined) return;
      abandoned = true;
      if (ahead) {
        rehearsal.schedule();
        return;
      }
      announce('The new choice holds from the next run on: press Reset, then Train.', 'info');
    },
    setProgram(train) {
      const program = programs().find(({ id }) => id === train);
      if (program === undefined || train === get().program) return;
      if (get().state === 'running') command({ type: 'stop' });
      abandoned = loaded !== undefined && loaded.program !== train;
      if (ahead) rehearsal.schedule();
      set({ program: train, ...(loaded === undefined ? { epochs: program.epochs } : {}) });
    },
  }));

  /** Ends the run of a document that was put away; its late events are dropped with its run id. */
  const leave = () => {
    command({ type: 'stop' });
    loaded = undefined;
    const program = programs()[0];
    store.setState({
      ...NOTHING_YET,
      state: 'idle',
      program: program?.id,
      epochs: program?.epochs ?? 0,
      stepsPerEpoch: 0,
      stale: false,
      metric: undefined,
      data: undefined,
    });
    rehearsal.schedule();
  };

  /** Keeps the choice of program valid and notices when the graph no longer is the one that trains. */
  const followDocument = (state: DocumentState, before: DocumentState) => {
    if (state.opened !== before.opened) {
      leave();
      return;
    }
    if (state.compilation === before.compilation) return;
    const program = selected();
    if (loaded === undefined) {
      store.setState({ program: program?.id, epochs: program?.epochs ?? 0 });
      rehearsal.schedule();
      return;
    }
    const { program: id, fingerprint: trained } = loaded;
    const same = programs().find((each) => each.id === id);
    const stale = same === undefined || fingerprint(same) !== trained;
    if (ahead) {
      // Nothing was trained that could be out of date: load the graph as it is now.
      abandoned = stale;
      store.setState({ program: program?.id, epochs: program?.epochs ?? 0 });
      if (stale) rehearsal.schedule();
      return;
    }
    if (stale !== store.getState().stale) store.setState({ stale });
  };
  const unfollow = documents.subscribe(followDocument);

  const handlers: SessionHandlers = {
    onEvent(run, event) {
      if (run !== loaded?.run) return;
      // What happens behind the scenes is not announced as a run.
      if (ahead && event.type === 'state' && event.state === 'preparing') return;
      store.setState(applyEvent(store.getState(), event));
      if (ahead && event.type === 'prepared') return;
      const spoken = spokenEvent(event, store.getState());
      if (spoken !== undefined) announce(spoken.text, spoken.tone);
    },
    onCrash(message) {
      abandoned = true;
      ahead = false;
      const hint = 'Your graph is safe. Press Train to start again.';
      store.setState(failed({ code: 'crash', message, hint }));
      announce(`Training stopped unexpectedly: ${message} ${hint}`, 'warning');
    },
  };

  return {
    store,
    connect(create) {
      session?.dispose();
      loaded = undefined;
      session = create(handlers);
      if (watching !== undefined) session.watch(watching);
      rehearsal.schedule();
    },
    watch(watch) {
      watching = watch;
      session?.watch(watch);
    },
    dispose() {
      unfollow();
      rehearsal.cancel();
      session?.dispose();
    },
  };
}

/** Why nothing can be trained: the first error, or that the Train node is missing. */
function whyNoProgram({ compilation }: DocumentState): string {
  const error = compilation.diagnostics.find(({ severity }) => severity === 'error');
  if (error === undefined)
    return 'There is nothing to train yet: add a Train node and wire a loss and an optimizer to it.';
  return `This graph cannot train yet. ${error.message} ${error.hint}`;
}

const run = createRun(documentStore, viewStore);

export const runStore = run.store;
/** Gives the page's run its session; called once at start. */
export const connectRunStore = run.connect;
/** Says what the page looks at; nothing else is measured. */
export const watchRun = run.watch;

/** Part of the run's state; the component renders again when that part changes. */
export const useRun = <T>(selector: (state: RunState) => T): T => useStore(runStore, selector);
