/*
 * Fixes must help, in any document: see `fixFaults` for what that means. A few documents are tried in every run, a
 * hundred thousand in the thorough one; FIX_DOCUMENTS says how many instead, FIX_SEED moves on to others.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseDocument } from '../../src/graph/parse.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { THOROUGH, unless } from '../support/thorough.ts';
import { classifier, document as documentOf, twoSpirals } from './documents.ts';
import type { Changes } from './documents.ts';
import { fixFaults } from './support/fix-faults.ts';
import { strangeParams } from './support/in-place.ts';
import { mutated } from './support/mutate.ts';

const DOCUMENTS = Number(process.env['FIX_DOCUMENTS'] ?? 100_000);
const FIRST_SEED = Number(process.env['FIX_SEED'] ?? 0);

const FOLDER = new URL('../../examples/', import.meta.url);
const examples = readdirSync(FOLDER).map((name): GraphDocument => {
  const parsed = parseDocument(readFileSync(new URL(name, FOLDER), 'utf8'));
  if (!parsed.ok) throw new Error(`${name} does not open`);
  return parsed.value.document;
});
const originals = [classifier(), twoSpirals, ...examples];

/** The first document of each kind of fault, in words, with the number of times it was met. */
function faultsOf(documents: Iterable<readonly [name: string | number, document: GraphDocument]>): readonly string[] {
  const kinds = new Map<string, { times: number; words: string }>();
  for (const [name, document] of documents) {
    for (const { kind, diagnostic, fix, created } of fixFaults(document)) {
      const words = [diagnostic.message, fix.label, ...created.map(({ message }) => message)].join(' | ');
      const known = kinds.get(kind) ?? { times: 0, words: `${kind}, first in ${name}: ${words}` };
      kinds.set(kind, { ...known, times: known.times + 1 });
    }
  }
  return [...kinds.values()].map(({ times, words }) => `${times}× ${words}`);
}

function* mutants(from: number, to: number) {
  for (let seed = FIRST_SEED + from; seed < FIRST_SEED + to; seed++) yield [seed, mutated(originals, seed)] as const;
}

/** So many stay in `npm test`. */
const FEW = 250;

for (const [from, to, options] of [
  [0, FEW, unless(true)],
  [FEW, DOCUMENTS, THOROUGH],
] as const) {
  test(
    `of ${to - from} mutated documents, every fix offered is carried out, removes its diagnostic and creates no error`,
    { timeout: (to - from) * 20 + 60_000, ...options },
    () => expect(faultsOf(mutants(from, to))).toEqual([]),
  );
}

/** How often each param is tried. */
const TIMES = 1;

test(
  `of every param of every type, ${TIMES}× with a strange value or name, every fix offered helps`,
  () => expect(faultsOf(strangeParams(FIRST_SEED, TIMES))).toEqual([]),
  60_000,
);

const inside = documentOf(
  [
    ['inputs', 'BlockInput'],
    ['d', 'Dense', { units: 16 }],
    ['outputs', 'BlockOutput'],
  ],
  ['inputs.outputs d.inputs', 'd.outputs outputs.inputs'],
);

/** The classifier with a block in the place of its first layer. */
const withBlock = (changes: Changes): GraphDocument => ({
  ...classifier({ ...changes, nodes: [['d1', 'Hidden'], ...(changes.nodes ?? [])] }),
  blocks: [{ ...inside, name: 'Hidden' }],
});

test.each<readonly [string, GraphDocument]>([
  ['keeping the second wire would close a circle', classifier({ edges: ['out.outputs d1.inputs'] })],
  ['a huge number', classifier({ nodes: [['d1', 'Dense', { units: 1e30, activation: 'relu' }]] })],
  [
    'the repaired wire is there already',
    classifier({
      nodes: [['sum', 'Add']],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.outputs sum.inputs', 'd1.output sum.inputs', 'sum.outputs out.inputs'],
    }),
  ],
  [
    'a wire beside a block ends at no port',
    withBlock({ cut: ['opt.optimizer train.optimizer'], edges: ['opt.optimizer train'] }),
  ],
  ['a wire beside a block starts at no port', withBlock({ cut: ['loss.loss train.loss'], edges: ['loss train.loss'] })],
  ['a wire beside a block ends at no port and no node', withBlock({ edges: ['data.features gone'] })],
  [
    'of a bad value the nearest good one is more than there is',
    classifier({
      nodes: [['white', 'Whiten', { n_components: 1e308 }]],
      cut: ['data.features d1.inputs'],
      edges: ['data.features white.inputs', 'white.outputs d1.inputs'],
    }),
  ],
  [
    'a misspelt wire leads out of a port that is closed',
    classifier({
      nodes: [['d1', 'LSTM', { units: 2 }]],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.state_c out.inpts'],
    }),
  ],
  [
    'what a muted layer passes on to a loss is read by another layer too',
    documentOf(
      [
        ['data', 'Dataset', { name: 'digits' }],
        ['image', 'Reshape', { target_shape: [8, 8, 1] }],
        ['conv', 'Conv2D', {}, { muted: true }],
        ['pool', 'MaxPooling2D'],
        ['loss', 'CategoricalCrossentropy'],
      ],
      [
        'data.features image.inputs',
        'image.outputs conv.inputs',
        'conv.outputs pool.inputs',
        'conv.outputs loss.y_pred',
      ],
    ),
  ],
  [
    'the right value lets the next error be seen',
    classifier({
      nodes: [
        ['d1', 'Dense', { units: -1 }],
        ['side', 'Dense', { units: 16 }],
        ['sum', 'Add'],
        ['out', 'Dense', { units: 2 }, { muted: true }],
      ],
      cut: ['d1.outputs out.inputs'],
      edges: [
        'd1.outputs sum.inputs',
        'data.features side.inputs',
        'side.outputs sum.inputs',
        'sum.outputs out.inputs',
      ],
    }),
  ],
  [
    'a misspelt name of data that the file does not hold',
    classifier({ nodes: [['data', 'Table', { daata: 'what' }]] }),
  ],
  [
    'the wire out of a closed port would close a circle',
    classifier({
      nodes: [
        ['d1', 'LSTM', { units: 2 }],
        ['drop', 'Dropout'],
      ],
      edges: ['d1.state_c drop.inputs', 'drop.outputs d1.inputs'],
      cut: ['data.features d1.inputs'],
    }),
  ],
  [
    'a port is closed for two reasons',
    classifier({
      nodes: [['d1', 'Bidirectional', { units: 2 }]],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.forward_state out.inputs'],
    }),
  ],
  [
    'a layer behind others could not measure what it lacks',
    classifier({
      nodes: [['norm', 'Normalization', { mean: [0] }]],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.outputs norm.inputs', 'norm.outputs out.inputs'],
    }),
  ],
  [
    'the nearest good value would make the layer too large',
    classifier({ nodes: [['d1', 'Maxout', { units: 32, pieces: 1e9 }]] }),
  ],
  [
    'a metric could not read the targets with the nearest good value',
    classifier({ nodes: [['m', 'Precision', { top_k: 1e9 }]], edges: ['m.metric train.metrics'] }),
  ],
  [
    'what is left of a list would not rise',
    classifier({
      nodes: [['lr', 'PiecewiseConstantDecay', { boundaries: [7, 3, 2, 1] }]],
      edges: ['lr.schedule opt.learning_rate'],
    }),
  ],
  [
    'the nearest good batch size would need too much memory',
    classifier({
      nodes: [
        ['d1', 'Dense', { units: 16_384 }],
        ['d2', 'Activation'],
        ['d3', 'Activation'],
        ['d4', 'Activation'],
        ['d5', 'Activation'],
        ['train', 'Train', { batch_size: 1e9 }],
      ],
      cut: ['d1.outputs out.inputs'],
      edges: [
        'd1.outputs d2.inputs',
        'd2.outputs d3.inputs',
        'd3.outputs d4.inputs',
        'd4.outputs d5.inputs',
        'd5.outputs out.inputs',
      ],
    }),
  ],
])('%s: no fix is offered that does not help', (name, document) => {
  expect(faultsOf([[name, document]])).toEqual([]);
});
