import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { median, print, timed } from './measure.ts';
import type { Options } from './options.ts';
import { blocks, chain, typedInside } from './programs.ts';

interface Case {
  readonly name: string;
  readonly of: () => GraphDocument;
  /** What somebody does to it, again and again. */
  readonly edit: (document: GraphDocument, time: number) => GraphDocument;
}

const moved = (document: GraphDocument, time: number): GraphDocument => ({
  ...document,
  nodes: document.nodes.map((node, i) => (i === 0 ? { ...node, position: [time, time] } : node)),
});

/** Sizes that a field shows while somebody types. */
const typed = (document: GraphDocument, time: number) => typedInside(document, 17 + time);

const CASES: readonly Case[] = [
  { name: '1,000 nodes', of: () => chain(1000), edit: moved },
  { name: '1,000 nodes in one block, used 20 times', of: () => blocks(1000, 50, { shared: true }), edit: typed },
  { name: '1,000 nodes in 20 blocks', of: () => blocks(1000, 50, { shared: false }), edit: typed },
];

/** What compiling may take. The gate stands at twice that: machines differ. */
const BAR_MS = 50;
const GATE_MS = 2 * BAR_MS;
const DOCUMENTS = 15;
/** Keys pressed in each. */
const EDITS = 3;

/** Compiling a large graph: all of it anew, and after one node was edited (as at every keystroke). */
export async function benchCompile({ json }: Options): Promise<readonly string[]> {
  const short: string[] = [];
  for (const { name, of, edit } of CASES) {
    const [fresh, edited]: [number[], number[]] = [[], []];
    for (let i = 0; i < DOCUMENTS; i++) {
      let document = structuredClone(of());
      let programs = 0;
      fresh.push(await timed(() => (programs = compile(document, catalog).programs.length)));
      if (programs !== 1) throw new Error(`The benchmark graph does not compile: ${name}`);
      for (let time = 0; time < EDITS; time++) {
        const after = edit(document, time);
        edited.push(await timed(() => compile(after, catalog)));
        document = after;
      }
    }
    const [whole, change] = [median(fresh), median(edited)];
    if (json) print(JSON.stringify({ bench: 'compile', graph: name, ms: { fresh: whole, edited: change } }));
    else
      print(
        `compile, ${name}   fresh ${whole.toFixed(1)} ms   one node edited ${change.toFixed(1)} ms   (bar: ${BAR_MS} ms)`,
      );
    for (const [what, ms] of [
      ['all of it', whole],
      ['after one edit', change],
    ] as const)
      if (ms > GATE_MS) short.push(`compile, ${name}, ${what}: ${ms.toFixed(0)} ms, the gate is ${GATE_MS} ms`);
  }
  return short;
}
