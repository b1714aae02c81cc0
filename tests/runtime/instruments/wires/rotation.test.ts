import { afterEach, describe, expect, test } from 'vitest';
import { wires } from '../../../../src/runtime/instruments/wires.ts';
import { Rotation } from '../../../../src/runtime/instruments/wires/rotation.ts';
import { example, programOf } from '../../../support/programs.ts';
import { record } from '../../../support/training.ts';
import type { Recorder } from '../../../support/training.ts';

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

describe('rotation', () => {
  test('what is on the screen has its turn each time, and everything else within four readings', () => {
    const rotation = new Rotation(KEYS);
    const rounds = Array.from({ length: 4 }, () => [...rotation.next(['c', 'f'])]);
    for (const round of rounds) expect(round.slice(0, 2)).toEqual(['c', 'f']);
    expect(rounds.map((round) => round.slice(2))).toEqual([
      ['a', 'b'],
      ['d', 'e'],
      ['g', 'a'],
      ['b', 'd'],
    ]);
  });

  test('everything has its turn where nobody says what is on the screen, or nothing of it is measured here', () => {
    const rotation = new Rotation(KEYS);
    expect([...rotation.next([])]).toEqual(KEYS);
    expect([...rotation.next(['elsewhere'])]).toEqual(KEYS);
    expect([...rotation.next(KEYS)]).toEqual(KEYS);
  });
});

describe('a reading of what is on the screen', () => {
  let recorder: Recorder | undefined;
  afterEach(() => recorder?.trainer.dispose());

  test('is of now, and says of what steps the rest is', async () => {
    recorder = record(programOf(example('two-spirals')));
    await recorder.trainer.prepare();
    const run = recorder.trainer.current;
    if (run === undefined) throw new Error('not prepared');
    const meter = wires.open(run);
    const first = await meter.reduce({ first: ['d1.outputs'] }, false);
    // Nothing is known yet: all is measured.
    expect(Object.keys(first?.tensors ?? {})).toHaveLength(6);
    expect(Object.keys(first?.weights ?? {})).toHaveLength(7);
    run.advance();
    await run.settle();

    const second = await meter.reduce({ first: ['d1.outputs', 'd1/kernel'] }, false);
    expect(second?.tensors['d1.outputs']).not.toHaveProperty('step');
    expect(second?.weights['d1/kernel']).not.toHaveProperty('step');
    expect(second?.weights['d1/kernel']?.updateRatio).toBeGreaterThan(0);
    expect(second?.weights['out/bias']?.step).toBe(0);
    // The same figures as before, in arrays of their own.
    expect(second?.weights['out/bias']?.values).toEqual(first?.weights['out/bias']?.values);
    expect(second?.weights['out/bias']?.values.bins.buffer).not.toBe(first?.weights['out/bias']?.values.bins.buffer);

    const rest = await meter.reduce({ first: ['d1.outputs'] }, true);
    const steps = [...Object.values(rest?.tensors ?? {}), ...Object.values(rest?.weights ?? {})].map(
      ({ step }) => step,
    );
    expect(steps.every((step) => step === undefined)).toBe(true);
    meter.close();
  });
});
