/** Keras' use_ema: training goes on with the weights themselves and ends with their moving averages. */
import { afterEach, expect, test } from 'vitest';
import { example, programOf, withParams } from '../../support/programs.ts';
import { record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

const xor = example('xor');
const optimizer = xor.nodes.find(({ type }) => ['Adam', 'SGD', 'RMSprop'].includes(type))?.id ?? '';
const averaging = (params: Record<string, unknown>) =>
  record(programOf(withParams(xor, { [optimizer]: { use_ema: true, ema_momentum: 0.5, ...params } })));

const kernel = async ({ trainer }: Recorder) => [
  ...((await trainer.current?.checkpoint())?.weights.get('d1/kernel') ?? []),
];

async function step(at: Recorder): Promise<number[]> {
  at.trainer.command({ type: 'stepBatch' });
  await at.trainer.settled();
  return kernel(at);
}

async function end(at: Recorder): Promise<number[]> {
  at.trainer.command({ type: 'stop' });
  await at.trainer.settled();
  return kernel(at);
}

const close = (found: readonly number[], wanted: readonly number[]) => {
  expect(found).toHaveLength(16);
  found.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 5));
};

test('the average begins as the weight, and takes its place at the end alone', async () => {
  recorder = averaging({});
  let average: number[] | undefined;
  for (let i = 0; i < 4; i++) {
    const weight = await step(recorder);
    average = average === undefined ? weight : weight.map((value, at) => (value + (average?.[at] ?? 0)) / 2);
  }
  const last = await kernel(recorder);
  const ended = await end(recorder);
  close(ended, average ?? []);
  expect(ended).not.toEqual(last);
});

test('with a frequency the weights become their averages after every so many steps', async () => {
  recorder = averaging({ ema_overwrite_frequency: 2 });
  const steps = [];
  for (let i = 0; i < 4; i++) {
    const weights = await step(recorder);
    const checkpoint = await recorder.trainer.current?.checkpoint();
    // The slot holds all weights end to end, the first layer's kernel first.
    expect(checkpoint?.weights.keys().next().value).toBe('d1/kernel');
    const average = checkpoint?.slots.get('average') ?? new Float32Array();
    steps.push(weights.every((value, at) => value === average[at]));
  }
  expect(steps).toEqual([true, true, false, true]);
});

test('a run that is stopped before its first step keeps its first weights', async () => {
  recorder = averaging({});
  await recorder.trainer.prepare();
  const first = await kernel(recorder);
  expect(await end(recorder)).toEqual(first);
});
