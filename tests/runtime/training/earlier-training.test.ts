/** An optimizer that goes on from where an earlier training stood: the same steps as in one training without a stop. */
import { afterEach, expect, test } from 'vitest';
import type { Program } from '../../../src/compiler/types.ts';
import type { Beginning } from '../../../src/protocol/checkpoint.ts';
import type { StepMode } from '../../../src/protocol/step-mode.ts';
import { example, programOf } from '../../support/programs.ts';
import { record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

/** All rows in each batch, so that it does not matter in which order they come. */
const WHOLE = { batchSize: 100_000 };
let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

async function lossesOf(program: Program, options: Beginning & { readonly steps?: StepMode } = {}) {
  recorder = record(program, 'wasm', options);
  recorder.trainer.command({ type: 'start' });
  await recorder.trainer.settled();
  const losses = recorder.all('epoch').map(({ logs }) => logs['loss'] ?? Number.NaN);
  const reached = await recorder.trainer.snapshot();
  const learningRate = recorder.trainer.current?.learningRate.at(reached?.step ?? 0) ?? Number.NaN;
  await recorder.trainer.dispose();
  if (reached === undefined) throw new Error('nothing reached');
  return { losses, reached, learningRate };
}

test.each<readonly [string, string, StepMode]>([
  ['Adam', 'xor', 'fast'],
  ['Adam, step by step', 'xor', 'eager'],
  ['a cosine schedule', 'two-spirals', 'fast'],
])('%s', async (_name, graph, steps) => {
  const program = (epochs: number): Program => ({ ...programOf(example(graph), { epochs }), ...WHOLE });
  const whole = await lossesOf(program(9), { steps });
  const begun = await lossesOf(program(6), { steps });
  const { weights, slots, step } = begun.reached;
  const before = { step, slots, learningRate: begun.learningRate };
  const on = await lossesOf(program(3), { steps, first: weights, before });
  expect(on.reached).toMatchObject({ step: 3, before: 6 });
  for (const [i, loss] of on.losses.entries()) expect(loss).toBeCloseTo(whole.losses[6 + i] ?? Number.NaN, 5);
  expect(on.learningRate).toBeCloseTo(whole.learningRate, 9);
  // Without the state of the optimizer it would be another training.
  const afresh = await lossesOf(program(3), { steps, first: weights });
  expect(Math.abs((afresh.losses[2] ?? 0) - (whole.losses[8] ?? 0))).toBeGreaterThan(1e-4);
});

test('a reset goes back to where the earlier training stood', async () => {
  const program = programOf(example('xor'), { epochs: 1 });
  const begun = await lossesOf(program);
  const { weights, slots, step } = begun.reached;
  recorder = record(program, 'cpu', { first: weights, before: { step, slots, learningRate: 0.01 } });
  const { trainer } = recorder;
  trainer.command({ type: 'stepEpoch' });
  await trainer.settled();
  expect((await trainer.snapshot())?.slots).not.toEqual(slots);
  trainer.command({ type: 'reset' });
  await trainer.settled();
  expect(await trainer.snapshot()).toMatchObject({ step: 0, before: step, slots });
});

test('a learning rate that was lowered stays lowered', async () => {
  const program = programOf(example('xor'), { epochs: 1 });
  const { reached } = await lossesOf(program);
  const before = { step: reached.step, slots: reached.slots, learningRate: 0.002 };
  const { learningRate } = await lossesOf(program, { first: reached.weights, before });
  expect(learningRate).toBeCloseTo(0.002, 9);
});
