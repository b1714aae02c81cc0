/** What is written on the wires is true: statistics against plain loops, gradients against finite differences. */
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { readWires, wires } from '../../../src/runtime/instruments/wires.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Recorder } from '../../support/training.ts';
import { record } from '../../support/training.ts';
import { example, programOf, withParams } from '../../support/programs.ts';

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

async function prepared(name: string, changes = {}) {
  recorder = record(programOf(withParams(example(name), changes)));
  await recorder.trainer.prepare();
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error('not prepared');
  return run;
}

describe('wires', () => {
  test('one reading per layer, input and weight', async () => {
    const run = await prepared('two-spirals');
    const frame = await readWires(run);
    expect(Object.keys(frame.tensors)).toEqual([
      'data.features',
      'd1.outputs',
      'bn1.outputs',
      'relu1.outputs',
      'out.outputs',
      'prob.outputs',
    ]);
    expect(Object.keys(frame.weights)).toEqual([
      'd1/kernel',
      'bn1/gamma',
      'bn1/beta',
      'bn1/moving_mean',
      'bn1/moving_variance',
      'out/kernel',
      'out/bias',
    ]);
    expect(frame.tensors['d1.outputs']).toMatchObject({ shape: [16], units: 16 });
    // Batch normalisation gives mean 0 and spread 1 at the first weights.
    expect(frame.tensors['bn1.outputs']?.forward.mean).toBeCloseTo(0, 5);
    expect(frame.tensors['bn1.outputs']?.forward.std).toBeCloseTo(1, 1);
    // The wire behind softmax carries probabilities, although the loss is computed from logits.
    expect(frame.tensors['prob.outputs']?.forward.mean).toBeCloseTo(0.5, 5);
    expect(frame.loss).toBeGreaterThan(0.4);
  });

  test('a regularized weight says what it adds to the loss, the others nothing', async () => {
    const plain = example('xor');
    recorder = record(
      programOf({
        ...plain,
        nodes: [...plain.nodes, { id: 'both', type: 'L1L2', position: [0, 0], params: { l1: 0.1, l2: 0.5 } }],
        edges: [...plain.edges, { from: 'both.regularizer', to: 'd1.kernel_regularizer' }],
      }),
    );
    await recorder.trainer.prepare();
    const run = must(recorder.trainer.current, 'the run');
    const { weights } = await readWires(run);
    const kernel = [...must((await run.checkpoint()).weights.get('d1/kernel'), 'the kernel')];
    const charged = kernel.reduce((sum, weight) => sum + 0.1 * Math.abs(weight) + 0.5 * weight ** 2, 0);
    expect(charged).toBeGreaterThan(1);
    expect(weights['d1/kernel']?.penalty).toBeCloseTo(charged, 4);
    expect(Object.keys(weights).filter((key) => weights[key]?.penalty !== undefined)).toEqual(['d1/kernel']);
  });

  test('measuring changes nothing, not even moving averages', async () => {
    const run = await prepared('two-spirals');
    const before = await run.checkpoint();
    const tensors = tf.memory().numTensors;
    await readWires(run);
    await readWires(run);
    expect(tf.memory().numTensors).toBe(tensors);
    expect((await run.checkpoint()).weights).toEqual(before.weights);
  });

  test('a gradient norm is that of finite differences', async () => {
    const run = await prepared('xor');
    const frame = await readWires(run);
    const { weights } = await run.checkpoint();
    const bias = weights.get('out/bias') ?? new Float32Array();
    const lossAt = async (shift: number) => {
      run.network.assign(new Map([['out/bias', bias.map((value) => value + shift)]]));
      return (await readWires(run)).loss;
    };
    const step = 0.01;
    const slope = ((await lossAt(step)) - (await lossAt(-step))) / (2 * step);
    expect(frame.weights['out/bias']?.gradientNorm).toBeCloseTo(Math.abs(slope), 3);
  });

  test('an update ratio is the size of a step beside the size of the weights', async () => {
    const run = await prepared('xor');
    const meter = wires.open(run);
    const before = await run.checkpoint();
    expect((await meter.reduce(true))?.weights['d1/kernel']).not.toHaveProperty('updateRatio');
    run.advance();
    await run.settle();
    const frame = await meter.reduce(true);
    meter.close();
    const after = await run.checkpoint();
    const [old, now] = [before.weights.get('d1/kernel'), after.weights.get('d1/kernel')];
    const size = (values: readonly number[]) => Math.hypot(...values);
    const change = size([...(now ?? [])].map((value, i) => value - (old?.[i] ?? 0)));
    expect(frame?.weights['d1/kernel']?.updateRatio).toBeCloseTo(change / size([...(now ?? [])]), 6);
  });

  test('weights that were put back have not been trained', async () => {
    const run = await prepared('xor');
    const meter = wires.open(run);
    await meter.reduce(true);
    run.advance();
    await run.settle();
    run.restoreWeights(new Map([['d1/bias', new Float32Array(8).fill(3)]]));
    expect((await meter.reduce(true))?.weights['d1/bias']).not.toHaveProperty('updateRatio');
    meter.close();
  });

  test('batch normalisation is read with the batches of the run', async () => {
    // With one example per batch the layer answers its shift, whatever comes in, and lets no gradient through.
    const run = await prepared('two-spirals', { train: { batch_size: 1 } });
    const { tensors } = await readWires(run);
    expect(tensors['d1.outputs']?.forward.std).toBeGreaterThan(0.1);
    expect(tensors['d1.outputs']?.gradientNorm).toBeCloseTo(0, 6);
    expect(tensors['bn1.outputs']?.forward.std).toBe(0);
    expect(tensors['bn1.outputs']?.forward.count).toBe(128 * 16);
  });

  test('dead and saturated units are counted', async () => {
    const dead = await prepared('two-spirals', { relu1: { activation: 'relu' } });
    dead.network.assign(new Map([['bn1/beta', new Float32Array(16).fill(-100)]]));
    const frame = await readWires(dead);
    expect(frame.tensors['relu1.outputs']).toMatchObject({ deadUnits: 16, units: 16 });
    await recorder?.trainer.dispose();

    const full = await prepared('xor');
    full.network.assign(new Map([['d1/bias', new Float32Array(8).fill(50)]]));
    expect((await readWires(full)).tensors['tanh1.outputs']?.saturated).toBe(1);
  });
});
