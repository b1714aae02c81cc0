/* Trains a network as the command line does and gathers what the rules say, at the first weights and at the end. */
import { catalog as everything } from '../../src/catalog/index.ts';
import type { Logs } from '../../src/catalog/define/index.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { Observer } from '../../src/cli/observer.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Finding } from '../../src/diagnosis/index.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import type { BackendName } from '../../src/protocol/backends.ts';
import { record } from '../support/training.ts';

export interface Watching {
  readonly backend?: BackendName;
  /** Epochs to train; 0 looks at the first weights only. */
  readonly epochs?: number;
  /** The program to train; the first one, if none is named. */
  readonly program?: string;
  readonly catalog?: Catalog;
}

export interface Seen {
  readonly atFirst: readonly Finding[];
  readonly inTheEnd: readonly Finding[];
  /** Rules that spoke at all, each once. */
  readonly rules: readonly string[];
  /** Rules that spoke after some epoch, as the page shows them. */
  readonly during: readonly string[];
  /** What was measured in the end. */
  readonly logs: Logs;
}

export async function watch(document: GraphDocument, watching: Watching = {}): Promise<Seen> {
  const { backend = 'wasm', epochs, program: asked, catalog = everything } = watching;
  const compilation = compile(document, catalog);
  const compiled = compilation.programs.find(({ id }) => asked === undefined || id === asked);
  if (compiled === undefined) throw new Error(JSON.stringify(compilation.diagnostics));
  const program = epochs === undefined || epochs === 0 ? compiled : { ...compiled, epochs };
  const observer = new Observer({ document, compilation, program, catalog });
  let logs: Logs = {};
  const during = new Set<string>();
  const { trainer } = record(program, backend, {
    catalog,
    emit(event) {
      observer.hear(event);
      if (event.type === 'done') logs = event.logs;
    },
    async afterEpoch(run) {
      await observer.afterEpoch(run);
      for (const { rule } of observer.findings()) during.add(rule);
    },
  });
  try {
    await trainer.prepare();
    if (trainer.current !== undefined) await observer.look(trainer.current);
    const atFirst = observer.findings();
    if (epochs !== 0) {
      trainer.command({ type: 'start' });
      await trainer.settled();
      if (trainer.current !== undefined && trainer.current.stepMode !== undefined) await observer.look(trainer.current);
    }
    const inTheEnd = observer.findings();
    return {
      atFirst,
      inTheEnd,
      rules: [...new Set([...atFirst, ...inTheEnd].map(({ rule }) => rule))],
      during: [...during],
      logs,
    };
  } finally {
    observer.close();
    await trainer.dispose();
  }
}
