/*
 * First half of the parity job (`node src/tools/parity.mjs`): trains every case on the cpu backend and
 * writes what happened to `cases/` beside the built script, one file each, for `compare.py` to redo in Keras.
 * An argument keeps only the cases whose name holds it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage } from '../../src/base/invariant.ts';
import type { Program } from '../../src/compiler/types.ts';
import { everyList } from '../../src/graph/blocks.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { catalogCases, parityCatalog } from './catalog-cases.ts';
import { catalogFacts } from './catalog-facts.ts';
import { chosenCases } from './chosen-cases.ts';
import { casesOf as programsOf, examples, isQuickExample, takeBackend } from './documents.ts';
import { prepared, watched } from './file-cases.ts';
import { toKerasJson } from './keras-json.ts';
import { randomGraphs } from './random-graphs.ts';
import { record } from './record.ts';

/** A part at work shows soon; what people train is followed for longer, and what is large or drawn for a few steps. */
const [STEPS, LONG, FEW] = [20, 60, 3];
const OUT = join(import.meta.dirname, 'cases');

/**
 * Followed for fewer steps: where pools and scores decide by comparing numbers that are nearly alike, one decision that
 * falls the other way by rounding parts two trainings for good.
 */
const SENSITIVE: ReadonlySet<string> = new Set([
  'example/digits-convolution',
  'together/states of both ways, attention, a charge on values',
]);

/**
 * Compared as a file alone, which trains for three steps beside Keras too: Adam's first step makes the same of a slope however
 * small it is, and there are many that are only rounding: where pools look at blank paper (the second loss is 2e-4 apart),
 * and at the first of ten layers of 500 (4 of its 250,000 weights go another way).
 */
const AS_FILE: ReadonlySet<string> = new Set([
  'example/mnist-convolution',
  'example/digit-lines',
  'example/init-relu-he',
]);

interface Case {
  readonly name: string;
  readonly program: Program;
  readonly steps: number;
  /** The types of the graph that it was compiled from. */
  readonly types: readonly string[];
}

/** A case for each program; where the loss is fused, one more that computes it from probabilities. */
function casesOf(document: GraphDocument, steps: number): readonly Case[] {
  const types = [
    ...new Set(
      everyList(document)
        .flat()
        .filter(({ muted }) => muted !== true)
        .map(({ type }) => type),
    ),
  ];
  return programsOf(document).flatMap(({ name, program }) => {
    const { fused, ...loss } = program.loss;
    const apart = fused !== undefined && name.startsWith('loss/');
    return [
      { name, program, steps: SENSITIVE.has(name) ? STEPS : steps, types },
      ...(apart ? [{ name: `${name}, from probabilities`, program: { ...program, loss }, steps, types }] : []),
    ];
  });
}

const [wanted = ''] = process.argv.slice(2);
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, '..', 'catalog.json'), JSON.stringify(catalogFacts()));
const cases = [
  ...examples().flatMap((document) => casesOf(document, isQuickExample(document.name) ? LONG : FEW)),
  ...randomGraphs(parityCatalog).flatMap((document) => casesOf(document, FEW)),
  ...catalogCases().flatMap((document) => casesOf(document, STEPS)),
  ...chosenCases().flatMap((document) => casesOf(document, LONG)),
  ...[watched(), ...prepared()].flatMap((document) => casesOf(document, STEPS)),
].filter(({ name }) => name.includes(wanted) && !AS_FILE.has(name));
for (const [i, { name, program, steps, types }] of cases.entries()) {
  await takeBackend(name);
  // A case that cannot be trained is a finding like any other; the rest is still compared.
  const recording = await record(name, program, steps).catch((thrown: unknown) => ({
    name,
    fault: errorMessage(thrown),
  }));
  writeFileSync(join(OUT, `${String(i).padStart(4, '0')}.json`), toKerasJson({ ...recording, types }));
}
process.stdout.write(`${cases.length} cases recorded\n`);
