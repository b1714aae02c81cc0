/** What predicts, what trains and what is saved is one and the same model. */
import { afterEach, describe, expect, test } from 'vitest';
import { pass } from '../../../src/runtime/model/network.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { quickExamples, takesLong } from '../../support/example-names.ts';
import { example, programOf } from '../../support/programs.ts';
import { parted } from '../../support/thorough.ts';
import type { Recorder } from '../../support/training.ts';
import { record } from '../../support/training.ts';

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

async function trained(name: string, backend: 'cpu' | 'wasm'): Promise<Run> {
  recorder = record(programOf(example(name)), backend);
  recorder.trainer.command({ type: 'stepBatch' });
  await recorder.trainer.settled();
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error('not prepared');
  return run;
}

/** The first training rows of each input. */
const some = ({ device, linked }: Run) =>
  linked.inputs.map(({ name }) => {
    const rows = device.train.inputs[name];
    if (rows === undefined) throw new Error(`no rows of ${name}`);
    return tf.slice(rows, 0, 20);
  });

const bits = (tensor: tf.Tensor | tf.Tensor[]) => [...(tensor as tf.Tensor).dataSync()];

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  for (const [options, names] of parted(quickExamples, (name) => backend === 'wasm' || !takesLong(name)))
    test.each(names)('%s: predict and the trainer’s forward pass give the same bits', options, async (name) => {
      const run = await trained(name, backend);
      const { network, objective } = run;
      tf.tidy(() => {
        const rows = some(run);
        const feeds = Object.fromEntries(run.linked.inputs.map(({ name: input }, i) => [input, rows[i] as tf.Tensor]));
        const forward = network.forward(feeds, pass({ training: false, logits: network.fusedLayer }));
        const predicted = bits(network.model.predict(rows, { batchSize: 20 }));
        expect(predicted.length).toBeGreaterThan(0);
        expect(predicted.every(Number.isFinite)).toBe(true);
        expect(bits(objective.prediction(forward))).toEqual(predicted);
      });
    });
});

test('what is saved is the trained model, and it computes the same when it is loaded again', async () => {
  const run = await trained('two-spirals', 'cpu');
  const before = (await run.checkpoint()).weights.get('d1/kernel');
  run.advance();
  let saved: tf.io.ModelArtifacts | undefined;
  await run.network.model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  if (saved === undefined) throw new Error('nothing was saved');
  // Through text, as a file would be.
  const modelTopology = JSON.parse(JSON.stringify(saved.modelTopology)) as Record<string, unknown>;
  const loaded = await tf.loadLayersModel(tf.io.fromMemory({ ...saved, modelTopology }));
  const [kernel] = loaded.layers.flatMap((layer) => layer.getWeights());
  expect(kernel).toBeDefined();
  expect([...(kernel?.dataSync() ?? [])]).not.toEqual([...(before ?? [])]);
  tf.tidy(() => {
    const rows = some(run);
    expect(bits(loaded.predict(rows))).toEqual(bits(run.network.model.predict(rows)));
  });
  loaded.dispose();
});
