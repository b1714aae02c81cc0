/** What tfjs itself reads from the files, with nothing of Edgewise in between. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import type { Program } from '../../../src/compiler/types.ts';
import { writeTfjs } from '../../../src/interop/tfjs/write-tfjs.ts';
import { link } from '../../../src/runtime/link.ts';
import { Network, pass } from '../../../src/runtime/model/network.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import { network as networkWith, SEQUENCES } from '../../parity/graphs.ts';
import { catalogCases, parityCatalog } from '../../parity/catalog-cases.ts';
import { example, programOf, withParams } from '../../support/programs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

async function filesOf(program: Program) {
  const written = await writeTfjs(program, { catalog: parityCatalog, stem: 'model' });
  if (!written.ok) throw new Error(JSON.stringify(written.error));
  const { model, weights } = written.value;
  return { json: JSON.parse(new TextDecoder().decode(model)) as tf.io.ModelJSON, weights };
}

async function loaded(program: Program): Promise<tf.LayersModel> {
  const { json, weights } = await filesOf(program);
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: weights.buffer as ArrayBuffer,
    }),
  );
}

/** The cases lay out in a row what may be one already; tfjs takes that amiss. */
function withoutIdleRow(document: GraphDocument): GraphDocument {
  const { nodes } = compile(document, parityCatalog);
  const { inputShapes = [] } = nodes.get('row') ?? {};
  if (inputShapes[0]?.length !== 1) return document;
  return { ...document, nodes: document.nodes.map((node) => (node.id === 'row' ? { ...node, muted: true } : node)) };
}

/** Compares with what tfjs makes of the files, on a few random examples. */
async function expectSameAnswers(program: Program): Promise<void> {
  const model = await loaded(program);
  const [input] = program.inputs;
  const shape = [5, ...(input?.shape ?? [])];
  const names = program.layers.some(({ type }) => catalog.expect(type, 'layer').refusesNames !== undefined);
  const x = names ? tf.randomUniformInt(shape, 0, 5, 3) : tf.randomNormal(shape, 0, 1, 'float32', 3);
  const network = Network.build(link(program, parityCatalog));
  const ours = network.forward({ [input?.name ?? '']: tf.cast(x, 'float32') }, pass({ training: false }));
  const theirs = model.predict(x) as tf.Tensor;
  const [a, b] = [ours.dataSync(), theirs.dataSync()];
  expect(b).toHaveLength(a.length);
  a.forEach((value, i) => expect(b[i]).toBeCloseTo(value, 5));
}

describe('writeTfjs', () => {
  it.each([
    'xor',
    'two-spirals',
    'digits',
    'digits-convolution',
    'skip-connection',
    'sine-lstm',
    'sine-regression',
    'height-weight-standardized',
  ])('%s answers the same in tf.loadLayersModel', async (name) => {
    await expectSameAnswers(programOf(example(name)));
  });

  describe('each layer that tfjs is said to have answers the same there', async () => {
    const cases = catalogCases().filter(({ name }) => name.startsWith('layer/'));
    const written = await Promise.all(
      cases.map(withoutIdleRow).map(async (document) => {
        const [program] = compile(document, parityCatalog).programs;
        const files = program && (await writeTfjs(program, { catalog: parityCatalog, stem: 'model' }));
        return files?.ok === true && program !== undefined ? ([document.name, program] as const) : undefined;
      }),
    );
    const found = written.filter((each) => each !== undefined);
    it.each(found)('%s', async (_name, program) => {
      await expectSameAnswers(program);
    });

    it('has a case for each that says it is there', () => {
      const tried = new Set(found.flatMap(([, { layers }]) => layers.map(({ type }) => type)));
      const said = catalog.all.filter(({ role, inTfjs }) => role === 'layer' && inTfjs !== undefined);
      expect(said.map(({ type }) => type).filter((type) => !tried.has(type))).toEqual([]);
      expect(tried).toEqual(new Set([...tried, 'DepthwiseConv2D', 'Bidirectional', 'TimeDistributed', 'Softmax']));
    });
  });

  it('notes what has to be done with the data first', async () => {
    const { json } = await filesOf(programOf(example('height-weight-standardized')));
    expect(json.userDefinedMetadata).toMatchObject({
      preprocessing: { scale: [{ type: 'Standardize', mean: [expect.any(Number), expect.any(Number)] }] },
    });
  });

  it.each<readonly [string, JsonObject, RegExp]>([
    ['Softmax', { axis: [1] }, /works along the last dimension only/],
    ['Bidirectional', { layer: 'GRU', return_sequences: true }, /only with reset_after off/],
    ['Bidirectional', { backward_layer: 'GRU', return_sequences: true }, /takes no backward_layer/],
    ['TimeDistributed', { activation: 'hard_sigmoid' }, /no hard_sigmoid/],
  ])('says what tfjs lacks for %s', async (type, params, why) => {
    const document = networkWith('refused', {
      head: SEQUENCES,
      loss: { type: 'CategoricalCrossentropy' },
      optimizer: { type: 'SGD' },
      layer: { type, params, first: true },
    });
    const [program] = compile(document, parityCatalog).programs;
    if (program === undefined) throw new Error('does not compile');
    const written = await writeTfjs(program, { catalog: parityCatalog, stem: 'model' });
    expect(written).toMatchObject({
      ok: false,
      error: [{ node: 'layer', hint: expect.stringMatching(why) as string }],
    });
  });

  it('names the layer that tfjs computes otherwise', async () => {
    const graph = withParams(example('skip-connection'), {});
    const [dense] = graph.nodes.filter(({ type }) => type === 'Dense');
    const program = programOf(withParams(graph, { [dense?.id ?? '']: { activation: 'hard_sigmoid' } }));
    const written = await writeTfjs(program, { catalog, stem: 'model' });
    expect(written).toMatchObject({
      ok: false,
      error: [{ node: dense?.id, hint: expect.stringContaining('hard_sigmoid') as string }],
    });
  });
});
