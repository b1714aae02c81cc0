/** tfjs silently ignores config keys it does not know, so every layer's config is read back after building. */
import { afterAll, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import type { GraphDocument, GraphNode } from '../../../src/graph/types.ts';
import { tfjsName } from '../../../src/runtime/model/adapter.ts';
import { Network } from '../../../src/runtime/model/network.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { example, programOf } from '../../support/programs.ts';

afterAll(() => tf.disposeVariables());

/** Xor with one more layer of this type in the middle; merging layers get two wires. */
function around(type: string): GraphDocument {
  const xor = example('xor');
  const { inputs } = catalog.expect(type, 'layer');
  const many = inputs.some(({ many: takesMany }) => takesMany === true);
  const node: GraphNode = { id: '_it', type, position: [0, 0] };
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

const layerTypes = catalog.all.filter(({ role }) => role === 'layer').map(({ type }) => type);

test.each(layerTypes)('%s: what was asked for is what was built', async (type) => {
  const program = programOf(around(type));
  await tf.setBackend('cpu');
  const network = await Network.build(program);
  for (const layer of program.model.config.layers) {
    const built = network.tfjsModel.getLayer(tfjsName(layer.name));
    const config: Record<string, unknown> = { ...built.getConfig() };
    const { name: _name, batch_shape, dtype: _dtype, ...asked } = layer.config;
    if (batch_shape === undefined) expect(camelFree(config)).toMatchObject(asked);
    else expect(config['batchInputShape']).toEqual(batch_shape);
  }
  expect(network.weights.map(({ key }) => key)).toEqual(
    program.layers.flatMap(({ weights }) => weights.map(({ key }) => key)),
  );
  for (const { variable, plan } of network.weights) expect(variable.shape).toEqual(plan.shape);
  network.dispose();
});

/** tfjs' own layers answer in camel case. */
const camelFree = (config: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );

test('tfjs’ own forward pass agrees with ours', async () => {
  await tf.setBackend('cpu');
  const network = await Network.build(programOf(example('moons-batch-normalisation')));
  const x = tf.randomNormal([7, 2], 0, 1, 'float32', 3);
  const theirs = network.tfjsModel.predict(x) as tf.Tensor;
  const ours = tf.tidy(
    () => network.forward({ data: x }, { training: false, uniform: (_layer, shape) => tf.zeros([...shape]) }).output,
  );
  const [a, b] = [await theirs.data(), await ours.data()];
  expect(a).toHaveLength(14);
  a.forEach((value, i) => expect(value).toBeCloseTo(b[i] ?? Number.NaN, 6));
  tf.dispose([x, theirs, ours]);
  network.dispose();
});
