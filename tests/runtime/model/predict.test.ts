/** What predicts, what trains and what is saved is one and the same model. */
import { afterEach, describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/types.ts';
import { pass } from '../../../src/runtime/model/network.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { exampleNames, quickExamples, takesLong } from '../../support/example-names.ts';
import { example, programOf } from '../../support/programs.ts';
import { parted, THOROUGH } from '../../support/thorough.ts';
import type { Recorder } from '../../support/training.ts';
import { record } from '../../support/training.ts';

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

async function trained(program: Program, backend: 'cpu' | 'wasm'): Promise<Run> {
  recorder = record(program, backend);
  recorder.trainer.command({ type: 'stepBatch' });
  await recorder.trainer.settled();
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error('not prepared');
  return run;
}

const ROWS = 20;

/** The first training rows of each input. */
const some = ({ device, linked }: Run) =>
  linked.inputs.map(({ name }) => {
    const rows = device.train.inputs[name];
    if (rows === undefined) throw new Error(`no rows of ${name}`);
    return tf.slice(rows, 0, ROWS);
  });

const bits = (tensor: tf.Tensor | tf.Tensor[]) => [...(tensor as tf.Tensor).dataSync()];

function expectTheSame(run: Run): void {
  const { network, objective } = run;
  tf.tidy(() => {
    const rows = some(run);
    const feeds = Object.fromEntries(run.linked.inputs.map(({ name }, i) => [name, rows[i] as tf.Tensor]));
    const forward = network.forward(feeds, pass({ training: false, logits: network.fusedLayer }));
    const predicted = bits(network.model.predict(rows, { batchSize: ROWS }));
    expect(predicted.length).toBeGreaterThan(0);
    expect(predicted.every(Number.isFinite)).toBe(true);
    expect(bits(objective.prediction(forward))).toEqual(predicted);
  });
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  for (const [options, names] of parted(quickExamples, (name) => backend === 'wasm' || !takesLong(name)))
    test.each(names)('%s: predict and the trainer’s forward pass give the same bits', options, async (name) => {
      expectTheSame(await trained(programOf(example(name)), backend));
    });
});

/** Each program of the larger examples, and of those on one effect, which train several side by side. */
const further = exampleNames
  .filter((name) => !quickExamples.includes(name))
  .flatMap((name) => compile(example(name), catalog).programs.map((program) => [name, program.id, program] as const));

test('every example is among those', () => {
  expect(new Set([...quickExamples, ...further.map(([name]) => name)]).size).toBe(exampleNames.length);
});

test.each(further)('%s, %s: so they do on wasm', THOROUGH, async (_name, _id, program) => {
  expectTheSame(await trained({ ...program, batchSize: Math.min(program.batchSize, ROWS) }, 'wasm'));
});

test('what is saved is the trained model, and it computes the same when it is loaded again', async () => {
  const run = await trained(programOf(example('two-spirals')), 'cpu');
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
