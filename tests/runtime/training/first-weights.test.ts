/** Weights that come from elsewhere: training begins with them, and a reset goes back to them. */
import { afterEach, describe, expect, test } from 'vitest';
import { example, programOf } from '../../support/programs.ts';
import { record, trainToEnd } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

const xor = () => programOf(example('xor'), { epochs: 2 });
let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

describe('first weights', () => {
  test('are those that are given, and seeded ones for the rest', async () => {
    const seeded = record(xor());
    await seeded.trainer.prepare();
    const before = (await seeded.trainer.snapshot())?.weights;
    await seeded.trainer.dispose();

    const kernel = before?.get('d1/kernel')?.map((value) => value + 1) ?? new Float32Array();
    recorder = record(xor(), 'cpu', { first: new Map([['d1/kernel', kernel]]) });
    const { trainer } = recorder;
    await trainer.prepare();
    expect((await trainer.snapshot())?.weights).toEqual(new Map([...(before ?? []), ['d1/kernel', kernel]]));

    trainer.command({ type: 'start' });
    await trainer.settled();
    expect((await trainer.snapshot())?.weights.get('d1/kernel')).not.toEqual(kernel);
    trainer.command({ type: 'reset' });
    await trainer.settled();
    expect((await trainer.snapshot())?.weights.get('d1/kernel')).toEqual(kernel);
  });

  test('training from weights that were reached goes on from their loss', async () => {
    const long = programOf(example('xor'), { epochs: 30 });
    const reached = await trainToEnd(long);
    const weights = (await reached.trainer.snapshot())?.weights;
    const loss = reached.last('done').logs['loss'] ?? 0;
    await reached.trainer.dispose();
    recorder = record(xor(), 'cpu', { ...(weights && { first: weights }) });
    recorder.trainer.command({ type: 'start' });
    await recorder.trainer.settled();
    expect(recorder.last('epoch').logs['loss']).toBeLessThan(loss * 1.2);
  });
});

describe('a snapshot', () => {
  test('is nothing before there is a run, and has the step and the slots after some steps', async () => {
    recorder = record(xor());
    const { trainer } = recorder;
    expect(await trainer.snapshot()).toBeUndefined();
    trainer.command({ type: 'stepEpoch' });
    await trainer.settled();
    const taken = await trainer.snapshot();
    expect(taken?.step).toBe(13);
    expect([...(taken?.slots.keys() ?? [])]).toEqual(['momentum', 'velocity']);
  });
});
