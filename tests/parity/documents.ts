/** The example graphs, and the programs of a graph. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../src/compiler/compile.ts';
import { exampleNames, isLarge, quickExamples } from '../support/example-names.ts';
import type { Program } from '../../src/compiler/types.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { nodeHost } from '../../src/cli/node-host.ts';
import { obtainBackend } from '../../src/runtime/obtain-backend.ts';
import { tf } from '../../src/runtime/tf.ts';
import { parityCatalog } from './catalog-cases.ts';

const EXAMPLES = 'examples';

/** It stands among the examples, and its training takes no time. */
export const isQuickExample = (name: string): boolean => quickExamples.some((each) => name === `example/${each}`);

/** Its training takes minutes: a script goes through its examples once. */
export const isLargeExample = (name: string): boolean => isLarge(name.replace(/^example\//, ''));

/** What computes here: for images in the thousands and layers of 500 the quicker one of those that can be read at once. */
export async function takeBackend(name: string): Promise<void> {
  const wanted = name.startsWith('example/') && !isQuickExample(name) ? 'wasm' : 'cpu';
  if (tf.getBackend() === wanted) return;
  const obtained = await obtainBackend(wanted, nodeHost);
  if (!obtained.ok) throw new Error(obtained.error);
}

/**
 * No two orders of adding agree on it: through ten layers of tanh with weights of N(0, 1) a difference grows 3.5 times a
 * layer (the root of 500 times the mean of the squared slope, 0.024, as the values have a spread of 22), 270,000 times
 * in all, so that rounding in float32 shows in the third digit of the answers.
 */
const CHAOTIC = 'init-tanh-large';

/** No numbers are left after its third step: Keras goes on with NaN, and here the last weights that were numbers are kept. */
const BREAKS = 'example/effect-first-weights/large';

export function examples(): readonly GraphDocument[] {
  const names = exampleNames.filter((name) => name !== CHAOTIC);
  return names.map((name) => {
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
  const cases = programs.map((program) => ({
    name: programs.length === 1 ? document.name : `${document.name}/${program.id}`,
    document,
    program,
  }));
  return cases.filter(({ name }) => name !== BREAKS);
}
