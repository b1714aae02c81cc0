/* Programs, documents and sessions that are made up: the stores only pass them on. */
import { createStore } from 'zustand/vanilla';
import type { Compilation, Program } from '../../../src/compiler/types.ts';
import { createHistory } from '../../../src/graph/history.ts';
import { newDocument } from '../../../src/graph/new.ts';
import type { TrainerCommand } from '../../../src/protocol/commands.ts';
import type { TrainerEvent } from '../../../src/protocol/events.ts';
import type { Watch } from '../../../src/protocol/instruments.ts';
import type { Restart, Session, SessionHandlers } from '../../../src/session/page/client.ts';
import { afterCommand, afterEvent, keptRun } from '../../../src/session/page/kept-run.ts';
import type { KeptRun } from '../../../src/session/page/kept-run.ts';
import type { DocumentState } from '../../../src/ui/stores/types.ts';

export function program(id: string, changes: Partial<Program> = {}): Program {
  const part = { node: 'n', type: 'T', params: {} };
  const keras = { module: 'keras', class_name: 'T', config: {}, registered_name: null };
  return {
    id,
    name: 'Graph',
    seed: 42,
    data: {
      ...part,
      info: {
        title: 'Data',
        samples: 10,
        shape: [2],
        featureNames: ['a', 'b'],
        target: { kind: 'classes', names: ['x', 'y'] },
      },
      encoding: 'one-hot',
      width: 2,
    },
    inputs: [],
    layers: [],
    output: { layer: 'out', output: 'outputs' },
    model: {
      class_name: 'Functional',
      config: { name: 'Graph', trainable: true, layers: [], input_layers: [], output_layers: [] },
    },
    loss: { ...part, keras },
    optimizer: { ...part, keras },
    metrics: [],
    callbacks: [],
    epochs: 60,
    batchSize: 32,
    shuffle: true,
    cost: { parameters: 0, multiplyAdds: 0, bytes: 0 },
    ...changes,
  };
}

export const compilation = (programs: readonly Program[], changes: Partial<Compilation> = {}): Compilation => ({
  programs,
  diagnostics: [],
  edges: new Map(),
  nodes: new Map(),
  ...changes,
});

/** A document store whose compilation the test sets by hand. */
export const documents = (...programs: readonly Program[]) =>
  createStore<DocumentState>()(() => ({
    document: newDocument(),
    whole: newDocument(),
    inside: [],
    block: undefined,
    enter: () => {},
    history: createHistory(newDocument()),
    compilation: compilation(programs),
    saved: 'saved',
    opened: 0,
    dispatch: () => true,
    undo: () => {},
    redo: () => {},
    jump: () => {},
    open: () => {},
  }));

/** A session that notes what it is told; the test plays the trainer. */
export function fakeSession() {
  const loads: { program: Program; backend: string }[] = [];
  const beside: { program: Program; backend: string }[] = [];
  const commands: TrainerCommand[] = [];
  /** Every command with the run it was told. */
  const told: [run: string, type: TrainerCommand['type']][] = [];
  const looks: string[] = [];
  const watches: Watch[] = [];
  const kept = new Map<string, KeptRun>();
  const hear = (of: string, how: (known: KeptRun) => KeptRun) => {
    const known = kept.get(of);
    if (known !== undefined) kept.set(of, how(known));
  };
  let handlers: SessionHandlers | undefined;
  let run = '';
  return {
    loads,
    beside,
    commands,
    told,
    looks,
    watches,
    create(given: SessionHandlers): Session {
      handlers = given;
      return {
        load(loaded, backend, options) {
          loads.push({ program: loaded, backend });
          run = `run${loads.length}`;
          kept.set(run, keptRun(run, loaded, backend, options));
          return run;
        },
        loadBeside(loaded, backend, options) {
          beside.push({ program: loaded, backend });
          const id = `beside${beside.length}`;
          kept.set(id, keptRun(id, loaded, backend, options));
          return id;
        },
        command(command, of = run) {
          commands.push(command);
          told.push([of, command.type]);
          hear(of, (known) => afterCommand(known, command));
        },
        lookAt: (looked) => void looks.push(looked),
        snapshot: () => Promise.resolve(undefined),
        kept: (of) => kept.get(of),
        watch: (watch) => void watches.push(watch),
        dispose: () => {},
      };
    },
    /** What a new worker would go on with. */
    kept,
    emit(event: TrainerEvent, of = run) {
      hear(of, (known) => afterEvent(known, event));
      if (event.type !== 'checkpoint') handlers?.onEvent(of, event);
    },
    restart: (restart: Restart, of = run) => handlers?.onRestart(of, restart),
    crash: (message: string, of = run) => handlers?.onCrash(of, message),
  };
}

/** A reading of the wires with nothing on them but the loss. */
export const wires = (step: number, loss = 1) =>
  ({
    type: 'reading',
    instrument: 'wires',
    step,
    epoch: 0,
    value: { tensors: {}, weights: {}, loss, learningRate: 0.1 },
  }) as const satisfies TrainerEvent;

const none = { features: new Float32Array(), targets: new Float32Array(), count: 0 };

export const prepared = (
  changes: Partial<Extract<TrainerEvent, { type: 'prepared' }>> = {},
): Extract<TrainerEvent, { type: 'prepared' }> => ({
  type: 'prepared',
  backend: 'cpu',
  fallbacks: [],
  data: { columns: 2, splits: { train: none, validation: none, test: none } },
  stepsPerEpoch: 25,
  metrics: [],
  ...changes,
});

export const batch = (step: number, loss = 1) =>
  ({ type: 'batch', epoch: Math.floor(step / 25), step, loss, learningRate: 0.1, stepsPerSecond: 500 }) as const;

/** The end of an epoch of 25 steps. */
export const epoch = (number: number, loss = 1) =>
  ({
    type: 'epoch',
    program: 'train',
    epoch: number,
    step: number * 25,
    logs: { loss },
    learningRate: 0.1,
    seconds: 1,
  }) as const satisfies TrainerEvent;
