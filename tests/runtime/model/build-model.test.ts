/** The tfjs model is the thing that computes, and it is built from Keras' config alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { random as seeded } from '../../../src/base/random.ts';
import type { ParamValue } from '../../../src/catalog/params.ts';
import { isList, paramMeta } from '../../../src/catalog/params.ts';
import type { LayerDefinition } from '../../../src/catalog/define/index.ts';
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
function answers(program: Program, model: KerasModel = program.model): string {
  const linked = link({ ...program, model }, catalog);
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

/** Other values for a param that its schema lets through. */
function others(definition: LayerDefinition, name: string, value: ParamValue): ParamValue[] {
  const schema = definition.params[name];
  if (schema === undefined) return [];
  const { choices = [] } = paramMeta(schema);
  const tried: ParamValue[] =
    typeof value === 'boolean'
      ? [!value]
      : typeof value === 'number'
        ? [value + 1, value / 2, value - 0.25]
        : isList(value)
          ? [
              [2, -1],
              [...value, 1],
            ]
          : choices.map((choice) => choice.value);
  return tried.filter((each) => each !== value && schema.safeParse(each).success);
}

/** The program's model with one argument of the layer in the middle changed. */
function withArgument({ model }: Program, name: string, value: ParamValue): KerasModel {
  const layers = model.config.layers.map((layer) =>
    layer.name === '_it' ? { ...layer, config: { ...layer.config, [name]: value } } : layer,
  );
  return { ...model, config: { ...model.config, layers } };
}

const programOf = (document: GraphDocument): Program | undefined => compile(document, catalog).programs[0];

/** Types that a plain row can pass. */
const fitting = catalog.all
  .filter((each): each is LayerDefinition => each.role === 'layer')
  .flatMap((definition) => {
    const program = programOf(around(definition));
    return program === undefined ? [] : [{ type: definition.type, definition, program }];
  });

test('most types fit into a plain row', () => {
  expect(fitting.length).toBeGreaterThan(8);
});

describe.each(fitting)('$type', ({ definition, program }) => {
  const own = program.layers.find(({ node }) => node === '_it')?.params ?? {};

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

  test('computes by its config: another param gives another answer', () => {
    const before = answers(program);
    const noticed = Object.entries(own).filter(([name, value]) =>
      others(definition, name, value).some((other) => {
        try {
          return answers(program, withArgument(program, name, other)) !== before;
        } catch {
          // A width that the drawn weights of the next layer do not fit: noticed as well.
          return true;
        }
      }),
    );
    const [first] = Object.keys(own);
    if (first !== undefined) expect(noticed).not.toEqual([]);
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
