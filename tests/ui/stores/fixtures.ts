/* Programs, documents and sessions that are made up: the stores only pass them on. */
import { createStore } from 'zustand/vanilla';
import type { Compilation, Program } from '../../../src/compiler/types.ts';
import { newDocument } from '../../../src/graph/new.ts';
import type { TrainerCommand } from '../../../src/protocol/commands.ts';
import type { TrainerEvent } from '../../../src/protocol/events.ts';
import type { Session, SessionHandlers } from '../../../src/session/client.ts';
import type { Watch } from '../../../src/protocol/messages.ts';
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
    output: 'out',
    model: {
      class_name: 'Functional',
      config: { name: 'Graph', trainable: true, layers: [], input_layers: [], output_layers: [] },
    },
    loss: { ...part, keras },
    optimizer: { ...part, keras },
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
    compilation: compilation(programs),
    saved: 'saved',
    opened: 0,
    dispatch: () => true,
    undo: () => {},
    redo: () => {},
    open: () => {},
  }));

/** A session that notes what it is told; the test plays the trainer. */
export function fakeSession() {
  const loads: { program: Program; backend: string }[] = [];
  const commands: TrainerCommand[] = [];
  const watches: Watch[] = [];
  let handlers: SessionHandlers | undefined;
  let run = '';
  return {
    loads,
    commands,
    watches,
    create(given: SessionHandlers): Session {
      handlers = given;
      return {
        load(loaded, backend) {
          loads.push({ program: loaded, backend });
          run = `run${loads.length}`;
          return run;
        },
        command: (command) => void commands.push(command),
        watch: (watch) => void watches.push(watch),
        dispose: () => {},
      };
    },
    emit: (event: TrainerEvent, of = run) => handlers?.onEvent(of, event),
    crash: (message: string) => handlers?.onCrash(message),
  };
}
