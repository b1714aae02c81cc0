/** Compiles documents for runtime tests, in the browser too. */
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/types.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { link } from '../../src/runtime/link.ts';
import type { Linked } from '../../src/runtime/link.ts';

/** The single program of a document that must compile without errors. */
export function programOf(document: GraphDocument, overrides: Partial<Program> = {}): Program {
  const { programs, diagnostics } = compile(document, catalog);
  const [program] = programs;
  if (program === undefined) throw new Error(`No program: ${JSON.stringify(diagnostics, null, 1)}`);
  return { ...program, ...overrides };
}

/** The same with its parts looked up. */
export const linkedOf = (document: GraphDocument, overrides: Partial<Program> = {}): Linked =>
  link(programOf(document, overrides), catalog);
