/** Graph → file → graph: what is in the network, how it is wired and trained, and every weight come back. */
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/types.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { importModel } from '../../../src/interop/import/import-model.ts';
import type { ImportedModel } from '../../../src/interop/import/import-model.ts';
import { writeKeras } from '../../../src/interop/keras/archive.ts';
import { writeTfjs } from '../../../src/interop/tfjs/write-tfjs.ts';
import { firstWeights } from '../../../src/interop/trained.ts';
import type { Trained } from '../../../src/interop/trained.ts';
import { packSlots, plannedRate, stateFor, stateTensors } from '../../../src/interop/keras/slots.ts';
import { random } from '../../../src/base/random.ts';
import { sizeOf } from '../../../src/base/shape.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import { catalogCases, parityCatalog } from '../../parity/catalog-cases.ts';
import { chosenCases } from '../../parity/chosen-cases.ts';
import { behind, example, programOf } from '../../support/programs.ts';
import { firstOfEach, parted } from '../../support/thorough.ts';

const EXAMPLES = [
  'digits',
  'digits-convolution',
  'height-weight-standardized',
  'height-weight-whitened',
  'height-weight',
  'moons-batch-normalisation',
  'sine-lstm',
  'sine-regression',
  'skip-connection',
  'two-spirals',
  'xor',
];

/** What a program computes and how it is trained, without the names of its nodes and without its data. */
function essence(program: Program) {
  const names = new Map(program.layers.map(({ node }, i) => [node, `layer ${i}`]));
  const nameOf = (node: string) => names.get(node) ?? 'data';
  const part = (each: { type: string; params: object } | undefined) =>
    each === undefined ? undefined : { type: each.type, params: each.params };
  return {
    layers: program.layers.map(({ type, params, inputs, weights }) => ({
      type,
      params,
      inputs: Object.entries(inputs).map(([port, refs]) => [
        port,
        (refs ?? []).map(({ layer, output }) => `${nameOf(layer)}.${names.has(layer) ? output : ''}`),
      ]),
      weights: weights.map(({ name, shape, trainable, initializer, regularizer, constraint }) => ({
        name,
        shape,
        trainable,
        initializer: part(initializer),
        regularizer: part(regularizer),
        constraint: part(constraint),
      })),
    })),
    output: { layer: nameOf(program.output.layer), output: program.output.output },
    loss: part(program.loss),
    optimizer: part(program.optimizer),
    schedule: part(program.optimizer.schedule),
  };
}

async function throughKeras(
  document: GraphDocument,
  program: Program,
  carry: boolean,
  trained?: Trained,
): Promise<ImportedModel> {
  const written = await writeKeras(program, {
    catalog: parityCatalog,
    trained,
    document: carry ? document : undefined,
    date: new Date('2026-01-01'),
  });
  if (!written.ok) throw new Error(JSON.stringify(written.error));
  return imported([{ name: 'model.keras', bytes: written.value }]);
}

async function imported(files: readonly { name: string; bytes: Uint8Array }[]): Promise<ImportedModel> {
  const read = await importModel(files, parityCatalog);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

function programIn({ document, remarks }: ImportedModel): Program {
  const { programs, diagnostics } = compile(document, parityCatalog);
  const [program] = programs;
  if (program === undefined) throw new Error(JSON.stringify([remarks, diagnostics]));
  return program;
}

/** Weights layer by layer, whatever the layers are called; as text, which is compared in a moment. */
const weightsOf = (program: Program, weights: ReadonlyMap<string, Float32Array>) =>
  program.layers.map((layer) => layer.weights.map(({ key }) => weights.get(key)?.join()));

describe('a graph through a .keras file', () => {
  const cases = [...catalogCases(), ...chosenCases()].flatMap((document) =>
    compile(document, parityCatalog).programs.map((program) => [document.name, document, program] as const),
  );
  // What Keras lacks cannot go out.
  const sayable = cases.filter(([, { nodes }]) =>
    nodes.every(({ type }) => type !== 'Maxout' && catalog.get(type)?.role !== 'preprocessing'),
  );

  it('has cases for every layer of the catalog', () => {
    const seen = new Set(sayable.flatMap(([, , { layers }]) => layers.map(({ type }) => type)));
    const all = catalog.all.filter(({ role, keras }) => role === 'layer' && keras !== undefined);
    expect(all.map(({ type }) => type).filter((type) => !seen.has(type))).toEqual([]);
  });

  /** The first case of each type stays in `npm test`; others have other params. */
  const few = firstOfEach(sayable, ([name]) => name.replace(/ .*/, ''));
  for (const [options, some] of parted(sayable, (each) => few.has(each)))
    it.each(some)('%s', options, async (_name, document, program) => {
      const back = await throughKeras(document, program, false);
      const again = programIn(back);
      expect(essence(again)).toEqual(essence(program));
      expect(weightsOf(again, back.weights)).toEqual(weightsOf(program, firstWeights(program, parityCatalog)));
    });

  const optimizers = sayable.filter(([name]) => /^(optimizer|schedule)\/|^together\/(?!two inputs)/.test(name));

  for (const [options, some] of parted(optimizers, (each) => few.has(each)))
    it.each(some)('%s goes on where its optimizer stood', options, async (_name, document, program) => {
      const slots = packSlots(program, parityCatalog, (slot, { key, shape }) => {
        const { normal } = random(7, slot, key);
        return Float32Array.from({ length: sizeOf(shape) }, normal);
      });
      const optimizer = { step: 3, learningRate: plannedRate(program, parityCatalog, 3), slots };
      const trained = { weights: firstWeights(program, parityCatalog), optimizer };
      for (const carry of [true, false]) {
        const back = await throughKeras(document, program, carry, trained);
        const kept = back.optimizer;
        if (kept === undefined) throw new Error(`no state: ${back.remarks.join(' ')}`);
        const again = programIn(back);
        const state = stateFor(again, parityCatalog, kept);
        expect(state).toMatchObject({ step: 3, learningRate: optimizer.learningRate });
        // The order of the layers may be another one, and the rule takes all weights laid end to end.
        const named = (each: Program, from: typeof slots) =>
          stateTensors(each, parityCatalog, from).map(({ slot, values }) => [slot, ...values].join());
        expect(named(again, state?.slots ?? new Map()).toSorted()).toEqual(named(program, slots).toSorted());
      }
    });

  it('keeps a learning rate that was lowered', async () => {
    const document = example('xor');
    const program = programOf(document);
    const slots = packSlots(program, catalog, (_slot, { shape }) => new Float32Array(sizeOf(shape)));
    const learningRate = plannedRate(program, catalog, 9) / 4;
    const trained = { weights: firstWeights(program, catalog), optimizer: { step: 9, learningRate, slots } };
    const { optimizer } = await throughKeras(document, program, true, trained);
    expect(optimizer?.factor).toBeCloseTo(0.25, 6);
  });

  it('leaves a state out that does not fit, and says so', async () => {
    const document = example('xor');
    const program = programOf(document);
    const slots = packSlots(program, catalog, (_slot, { shape }) => new Float32Array(sizeOf(shape)));
    const trained = { weights: firstWeights(program, catalog), optimizer: { step: 9, learningRate: 0.1, slots } };
    const written = await writeKeras(program, { catalog, trained, date: new Date('2026-01-01') });
    if (!written.ok) throw new Error('not written');
    const files = unzipSync(written.value);
    const text = new TextDecoder().decode(files['config.json']).replaceAll('"Adam"', '"SGD"');
    const changed = zipSync({ ...files, 'config.json': new TextEncoder().encode(text) });
    const back = await imported([{ name: 'model.keras', bytes: changed }]);
    expect(back.optimizer).toBeUndefined();
    expect(back.remarks.join(' ')).toContain('The state of the optimizer does not fit SGD and the weights here');
  });

  it.each(EXAMPLES)('%s comes back as it was, with data and places', async (name) => {
    const document = example(name);
    const program = programOf(document);
    const back = await throughKeras(document, program, true);
    expect(back.document).toEqual(document);
    expect(back.remarks).toEqual([]);
    expect(back.weights).toEqual(firstWeights(program, catalog));
  });

  it.each<readonly [string, JsonObject, string]>([
    ['PCA', { n_components: 5 }, 'digits'],
    ['Whiten', { method: 'zca' }, 'digits'],
    ['MinMaxScale', {}, 'height-weight'],
    ['ZeroCenter', {}, 'height-weight'],
    ['AddNoise', {}, 'height-weight'],
    ['Augment', {}, 'digits'],
  ])('%s comes back as the node it was, and so do the weights behind it', async (type, params, data) => {
    const graph = behind(type, params, data);
    const program = programOf(graph);
    const back = await throughKeras(graph, program, true);
    expect(back.document).toEqual(graph);
    expect(back.remarks).toEqual([]);
    expect(back.weights).toEqual(firstWeights(program, parityCatalog));
  });

  it('is drawn anew where the model was changed outside', async () => {
    const document = example('xor');
    const written = await writeKeras(programOf(document), { catalog, document, date: new Date('2026-01-01') });
    if (!written.ok) throw new Error('not written');
    const files = unzipSync(written.value);
    const text = new TextDecoder().decode(files['config.json']).replaceAll('"tanh"', '"selu"');
    const changed = zipSync({ ...files, 'config.json': new TextEncoder().encode(text) });
    const back = await imported([{ name: 'model.keras', bytes: changed }]);
    expect(back.document.nodes).not.toEqual(document.nodes);
    expect(back.document.nodes.filter(({ params }) => params?.['activation'] === 'selu').length).toBeGreaterThan(0);
    expect(back.weights.size).toBeGreaterThan(0);
  });
});

describe('a graph through the files of tfjs', () => {
  // Preprocessing is noted in these files, but is no part of the model.
  const wrapped = ['layer/DepthwiseConv2D', 'layer/Bidirectional return_sequences=true', 'layer/TimeDistributed'];
  const sayable = catalogCases().filter(({ name }) => wrapped.includes(name));
  const examples = EXAMPLES.filter((name) => !/standardized|whitened/.test(name)).map(
    (name) => [name, example(name)] as const,
  );

  it.each([...examples, ...sayable.map((document) => [document.name, document] as const)])(
    '%s',
    async (_name, document) => {
      const [program] = compile(document, parityCatalog).programs;
      if (program === undefined) throw new Error('does not compile');
      const written = await writeTfjs(program, { catalog: parityCatalog, stem: 'm' });
      if (!written.ok) throw new Error(JSON.stringify(written.error));
      const back = await imported([
        { name: 'm.json', bytes: written.value.model },
        { name: 'm.weights.bin', bytes: written.value.weights },
      ]);
      const again = programIn(back);
      const plain = ({ layers }: Program) =>
        essence({ ...program, layers }).layers.map(({ type, params, inputs }) => ({ type, params, inputs }));
      // tfjs knows silu by its other name.
      expect(JSON.stringify(plain(again)).replaceAll('swish', 'silu')).toBe(JSON.stringify(plain(program)));
      expect(weightsOf(again, back.weights)).toEqual(weightsOf(program, firstWeights(program, catalog)));
    },
  );
});
