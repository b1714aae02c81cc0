/** What tfjs itself reads from the files, with nothing of Edgewise in between. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import type { Program } from '../../../src/compiler/types.ts';
import { writeTfjs } from '../../../src/interop/tfjs/write.ts';
import { link } from '../../../src/runtime/link.ts';
import { Network, pass } from '../../../src/runtime/model/network.ts';
import { example, programOf, withParams } from '../../support/programs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

async function filesOf(program: Program) {
  const written = await writeTfjs(program, { catalog, stem: 'model' });
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

describe('writeTfjs', () => {
  it.each(['xor', 'two-spirals', 'digits', 'skip-connection', 'sine-regression', 'height-weight-standardized'])(
    '%s answers the same in tf.loadLayersModel',
    async (name) => {
      const program = programOf(example(name));
      const model = await loaded(program);
      const [input] = program.inputs;
      const x = tf.randomNormal([5, ...(input?.shape ?? [])], 0, 1, 'float32', 3);
      const network = Network.build(link(program, catalog));
      const ours = network.forward({ [input?.name ?? '']: x }, pass({ training: false }));
      const theirs = model.predict(x) as tf.Tensor;
      const [a, b] = [ours.dataSync(), theirs.dataSync()];
      expect(b).toHaveLength(a.length);
      a.forEach((value, i) => expect(b[i]).toBeCloseTo(value, 5));
    },
  );

  it('notes what has to be done with the data first', async () => {
    const { json } = await filesOf(programOf(example('height-weight-standardized')));
    expect(json.userDefinedMetadata).toMatchObject({
      preprocessing: { scale: [{ type: 'Standardize', mean: [expect.any(Number), expect.any(Number)] }] },
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
