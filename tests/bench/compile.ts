import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import { median, print, timed } from './measure.ts';
import type { Options } from './options.ts';
import { chain } from './programs.ts';

/** Compiling a large graph: all of it anew, and after one node has moved (as at every keystroke). */
export async function benchCompile({ json }: Options): Promise<readonly string[]> {
  const fresh: number[] = [];
  const edited: number[] = [];
  for (let i = 0; i < 15; i++) {
    const document = structuredClone(chain(1000));
    let programs = 0;
    fresh.push(await timed(() => (programs = compile(document, catalog).programs.length)));
    if (programs !== 1) throw new Error('The benchmark graph does not compile');
    const [first, ...rest] = document.nodes;
    if (first === undefined) continue;
    const moved = { ...document, nodes: [{ ...first, position: [1, 1] as const }, ...rest] };
    edited.push(await timed(() => compile(moved, catalog)));
  }
  const [whole, change] = [median(fresh), median(edited)];
  if (json) print(JSON.stringify({ bench: 'compile', nodes: 1000, ms: { fresh: whole, edited: change } }));
  else
    print(
      `compile, 1,000 nodes   fresh ${whole.toFixed(1)} ms   one node edited ${change.toFixed(1)} ms   (bar: 50 ms)`,
    );
  return [];
}
