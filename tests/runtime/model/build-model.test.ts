/** The tfjs model is the thing that computes, and it is built from Keras' config alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { random as seeded } from '../../../src/base/random.ts';
import type { LayerDefinition } from '../../../src/catalog/define/index.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { catalog } from '../../../src/catalog/index.ts';
import type { KerasModel, Program } from '../../../src/compiler/types.ts';
import type { GraphDocument, GraphNode } from '../../../src/graph/types.ts';
import { link } from '../../../src/runtime/link.ts';
import { CatalogLayer, tfjsName } from '../../../src/runtime/model/catalog-layer.ts';
import { Network, pass } from '../../../src/runtime/model/network.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { declaredRandom, drawRandom } from '../../../src/runtime/training/feeds.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { example } from '../../support/programs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});
afterAll(() => tf.disposeVariables());

/** Xor with one more layer of this type in the middle; layers that take several wires get two. */
function around(definition: LayerDefinition, muted = false): GraphDocument {
  const xor = example('xor');
  const many = definition.inputs.some((port) => port.many === true);
  const node: GraphNode = { id: '_it', type: definition.type, position: [0, 0], muted };
  return {
    ...xor,
    nodes: [...xor.nodes, node],
    edges: [
      ...xor.edges.filter(({ from }) => from !== 'tanh1.outputs'),
      { from: 'tanh1.outputs', to: '_it.inputs' },
      ...(many ? [{ from: 'd1.outputs', to: '_it.inputs' }] : []),
      { from: '_it.outputs', to: 'out.inputs' },
    ],
  };
}

/** What a pass answers in training and in inference, with weights that hide nothing and always the same random numbers. */
function answers(program: Program): string {
  const linked = link(program, catalog);
  const network = Network.build(linked);
  const rng = seeded('weights');
  const drawn = network.weights.map(({ key, variable }) => {
    const values = Float32Array.from({ length: variable.size }, () => 2 * rng.uniform() - 0.5);
    return [key, key.endsWith('variance') ? values.map(Math.abs) : values] as const;
  });
  network.assign(new Map(drawn));
  const values = tf.tidy(() => {
    const x = tf.tensor2d([
      [-1, 0.5],
      [0.3, 2],
      [-0.2, -0.7],
    ]);
    const training = pass({ training: true, random: drawRandom(declaredRandom(linked), 1, 0, 3) });
    const { answer: given, penalties } = training.withPenalties(() => network.forward({ data: x }, training));
    const charged = penalties.flatMap((penalty) => [...penalty.dataSync()]);
    tf.dispose([...penalties]);
    const kept = training.takeState().flatMap(({ value }) => [...value.dataSync()]);
    const still = network.forward({ data: x }, pass({ training: false }));
    return [...given.dataSync(), ...charged, ...kept, ...still.dataSync()];
  });
  network.dispose();
  return values.join();
}

const programOf = (document: GraphDocument): Program | undefined => compile(document, catalog).programs[0];

const types = catalog.all.filter((each): each is LayerDefinition => each.role === 'layer');

/** Types that fit between the layers of a network; every type is built alone in `every-layer.test.ts`. */
const fitting = types.flatMap((definition) => {
  const program = programOf(around(definition));
  return program === undefined ? [] : [{ type: definition.type, definition, program }];
});

test('every type that makes a row of a row fits in', () => {
  const makesRows = types.filter((definition) => {
    const params = defaultParams(definition);
    const isMany = definition.inputs.some((port) => port.many === true);
    const made = definition.outputShape(params, { inputs: isMany ? [[8], [8]] : [[8]] });
    // What measures its input before training stands right behind the data.
    return made.ok && made.value.length === 1 && definition.adapt === undefined;
  });
  expect(fitting.map(({ type }) => type)).toEqual(makesRows.map(({ type }) => type));
});

describe.each(fitting)('$type', ({ definition, program }) => {
  test('has the params and the weights that were asked for', () => {
    const network = Network.build(link(program, catalog));
    for (const plan of program.layers) {
      const built = network.model.getLayer(tfjsName(plan.node));
      expect(built instanceof CatalogLayer ? built.params : undefined).toEqual(plan.params);
    }
    expect(network.weights.map(({ key }) => key)).toEqual(
      program.layers.flatMap(({ weights }) => weights.map(({ key }) => key)),
    );
    for (const { variable, plan } of network.weights) expect(variable.shape).toEqual(plan.shape);
    network.dispose();
  });

  test('is there: without it the answer is another one', () => {
    // What only lays numbers out, or passes a row on, cannot be noticed on a row.
    const { weights, activation, random, inputs } = definition;
    const computes = program.layers.some(({ node, multiplyAdds }) => node === '_it' && multiplyAdds > 0);
    const isSeen = weights ?? activation ?? random ?? inputs.find((port) => port.many === true);
    // What computes without any of these may start as the identity.
    if (isSeen === undefined && computes) return;
    const without = programOf(around(definition, true));
    expect(without).toBeDefined();
    if (without !== undefined) expect(answers(without) !== answers(program)).toBe(isSeen !== undefined);
  });
});

test('a config with an argument that the type does not take is refused', () => {
  const [found] = fitting;
  if (found === undefined) throw new Error('no layer');
  const { program } = found;
  const layers = program.model.config.layers.map((layer) =>
    layer.name === 'out' ? { ...layer, config: { ...layer.config, units: 'many' } } : layer,
  );
  const model: KerasModel = { ...program.model, config: { ...program.model.config, layers } };
  expect(() => Network.build(link({ ...program, model }, catalog))).toThrow(/config of out does not fit Dense/);
});
