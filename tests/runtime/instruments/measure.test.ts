/** What is written on the wires is true: statistics against plain loops, gradients against finite differences. */
import { afterEach, describe, expect, test } from 'vitest';
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

describe('probes', () => {
  test('one reading per layer, input and weight', async () => {
    const run = await prepared('two-spirals');
    const frame = await run.probe();
    expect(Object.keys(frame.tensors)).toEqual(['data', 'd1', 'bn1', 'relu1', 'out', 'prob']);
    expect(Object.keys(frame.weights)).toEqual([
      'd1/kernel',
      'bn1/gamma',
      'bn1/beta',
      'bn1/moving_mean',
      'bn1/moving_variance',
      'out/kernel',
      'out/bias',
    ]);
    expect(frame.tensors['d1']).toMatchObject({ shape: [16], units: 16 });
    // Batch normalisation gives mean 0 and spread 1 at the first weights.
    expect(frame.tensors['bn1']?.forward.mean).toBeCloseTo(0, 5);
    expect(frame.tensors['bn1']?.forward.std).toBeCloseTo(1, 1);
    // The wire behind softmax carries probabilities, although the loss is computed from logits.
    expect(frame.tensors['prob']?.forward.mean).toBeCloseTo(0.5, 5);
    expect(frame.loss).toBeGreaterThan(0.4);
  });

  test('measuring changes nothing, not even moving averages', async () => {
    const run = await prepared('two-spirals');
    const before = await run.checkpoint();
    const tensors = tf.memory().numTensors;
    await run.probe();
    await run.probe();
    expect(tf.memory().numTensors).toBe(tensors);
    expect((await run.checkpoint()).weights).toEqual(before.weights);
  });

  test('a gradient norm is that of finite differences', async () => {
    const run = await prepared('xor');
    const frame = await run.probe();
    const { weights } = await run.checkpoint();
    const bias = weights.get('out/bias') ?? new Float32Array();
    const lossAt = async (shift: number) => {
      run.network.assign(new Map([['out/bias', bias.map((value) => value + shift)]]));
      return (await run.probe()).loss;
    };
    const step = 0.01;
    const slope = ((await lossAt(step)) - (await lossAt(-step))) / (2 * step);
    expect(frame.weights['out/bias']?.gradientNorm).toBeCloseTo(Math.abs(slope), 3);
  });

  test('an update ratio is the size of a step beside the size of the weights', async () => {
    const run = await prepared('xor');
    const before = await run.checkpoint();
    await run.probe();
    run.advance();
    await run.settle();
    const frame = await run.probe();
    const after = await run.checkpoint();
    const [old, now] = [before.weights.get('d1/kernel'), after.weights.get('d1/kernel')];
    const size = (values: readonly number[]) => Math.hypot(...values);
    const change = size([...(now ?? [])].map((value, i) => value - (old?.[i] ?? 0)));
    expect(frame.weights['d1/kernel']?.updateRatio).toBeCloseTo(change / size([...(now ?? [])]), 6);
  });

  test('dead and saturated units are counted', async () => {
    const dead = await prepared('two-spirals', { relu1: { activation: 'relu' } });
    dead.network.assign(new Map([['bn1/beta', new Float32Array(16).fill(-100)]]));
    const frame = await dead.probe();
    expect(frame.tensors['relu1']).toMatchObject({ deadUnits: 16, units: 16 });
    await recorder?.trainer.dispose();

    const full = await prepared('xor');
    full.network.assign(new Map([['d1/bias', new Float32Array(8).fill(50)]]));
    expect((await full.probe()).tensors['tanh1']?.saturated).toBe(1);
  });
});
