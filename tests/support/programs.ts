/** Compiles example files and small documents for runtime tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/types.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { link } from '../../src/runtime/link.ts';
import type { Linked } from '../../src/runtime/link.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

export function example(name: string): GraphDocument {
  const parsed = parseDocument(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.error)}`);
  return parsed.value.document;
}

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

/** The document with some params of some nodes changed. */
export function withParams(
  document: GraphDocument,
  changes: Readonly<Record<string, Record<string, unknown>>>,
): GraphDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => ({ ...node, params: { ...node.params, ...changes[node.id] } as never })),
  };
}
