/** The example graphs, and the programs of a graph. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../src/compiler/compile.ts';
import { quickExamples } from '../support/example-names.ts';
import type { Program } from '../../src/compiler/types.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { parityCatalog } from './catalog-cases.ts';

const EXAMPLES = 'examples';

export function examples(): readonly GraphDocument[] {
  return quickExamples.map((name) => {
    const file = `${name}.json`;
    const parsed = parseDocument(readFileSync(join(EXAMPLES, file), 'utf8'));
    if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.error)}`);
    return { ...parsed.value.document, name: `example/${file.replace(/\.json$/, '')}` };
  });
}

export function casesOf(
  document: GraphDocument,
): readonly { readonly name: string; readonly document: GraphDocument; readonly program: Program }[] {
  const { programs, diagnostics } = compile(document, parityCatalog);
  if (programs.length === 0) throw new Error(`${document.name} does not compile: ${JSON.stringify(diagnostics)}`);
  return programs.map((program) => ({
    name: programs.length === 1 ? document.name : `${document.name}/${program.id}`,
    document,
    program,
  }));
}
