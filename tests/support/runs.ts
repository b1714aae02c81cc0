/** Runs without a trainer, for tests of their parts. */
import type { GraphDocument } from '../../src/graph/types.ts';
import type { Program } from '../../src/compiler/types.ts';
import { tf } from '../../src/runtime/tf.ts';
import { Run } from '../../src/runtime/training/run.ts';
import { linkedOf } from './programs.ts';

/** A run on the cpu, at its first weights. The caller disposes it. */
export async function runOf(document: GraphDocument, overrides: Partial<Program> = {}): Promise<Run> {
  await tf.setBackend('cpu');
  return Run.prepare(linkedOf(document, overrides));
}

/** A run that is disposed after `look`. */
export async function withRun<T>(
  document: GraphDocument,
  look: (run: Run) => T | Promise<T>,
  overrides: Partial<Program> = {},
): Promise<T> {
  const run = await runOf(document, overrides);
  try {
    return await look(run);
  } finally {
    run.dispose();
  }
}
