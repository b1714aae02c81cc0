/** Compiles example files and small documents for runtime tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../../src/graph/parse.ts';
import type { GraphDocument } from '../../src/graph/types.ts';

export { linkedOf, programOf } from './linked.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

export function example(name: string): GraphDocument {
  const parsed = parseDocument(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.error)}`);
  return parsed.value.document;
}

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
