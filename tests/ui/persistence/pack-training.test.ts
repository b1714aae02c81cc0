import { afterEach, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../src/protocol/checkpoint.ts';
import { packTraining, unpackTraining } from '../../../src/ui/persistence/pack-training.ts';
import type { StoredTraining } from '../../../src/ui/persistence/pack-training.ts';
import { example, programOf } from '../../support/programs.ts';
import { lookingAt, record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';
import { checkpoint, stored } from './trainings.ts';

/** As the database gives it back. */
const through = (training: StoredTraining): StoredTraining => {
  const { head, pieces } = packTraining(training);
  return unpackTraining(structuredClone(head), structuredClone([...pieces()]));
};

const full: Checkpoint = {
  ...checkpoint(70),
  before: 12,
  sums: { rows: 64, figures: [1.5, Number.NaN] },
  slots: new Map([
    ['m/d1/kernel', Float32Array.of(1, 2, 3)],
    ['beta', new Float32Array(0)],
  ]),
  rate: { factor: 0.5, held: 0.01 },
  epochs: [
    { logs: { loss: 0.1, val_loss: Number.NaN }, learningRate: 0.3 },
    { logs: { loss: 1 / 3, val_loss: 2 }, learningRate: 0.2 },
  ],
  best: { epoch: 1, weights: new Map([['d1/kernel', Float32Array.of(7, 8, 9)]]) },
  kept: { epoch: 0, weights: new Map([['d1/kernel', Float32Array.of(4, 5, 6)]]) },
};

describe('a kept training', () => {
  it('comes back number for number', () => {
    const training = stored(full, checkpoint(25));
    expect(through(training)).toEqual(training);
  });

  it('comes back where the epochs measured different things, and where one program rests', () => {
    const [first, last] = [
      { logs: { loss: 1 }, learningRate: 1 },
      { logs: { loss: 1, val_loss: 1 }, learningRate: 1 },
    ];
    const training = stored({ ...full, epochs: [first, last] }, undefined);
    expect(through(training)).toEqual(training);
  });

  it('is stored in pieces of a few milliseconds, of numbers that share their memory too', () => {
    const shared = Float32Array.from({ length: 1_200_000 }, (_, i) => i);
    const weights = new Map([
      ['a', shared.subarray(0, 500_001)],
      ['b', shared.subarray(700_000)],
    ]);
    const training = stored({ ...checkpoint(5), weights, slots: new Map() });
    const packed = packTraining(training);
    const pieces = [...packed.pieces()];
    expect(pieces.map(({ length }) => length)).toEqual([1_000_000, 1_000_000, 1_000_000, 1_000_000, 4]);
    expect(packed.bytes).toBe(4_000_004);
    const back = through(training).programs[0]?.checkpoint?.weights;
    const ends = [...(back ?? [])].map(([key, values]) => [key, values.length, values[0], values.at(-1)]);
    expect(ends).toEqual([
      ['a', 500_001, 0, 500_000],
      ['b', 500_000, 700_000, 1_199_999],
    ]);
  });

  it('keeps no more points of a curve than can be seen, the best one among them', () => {
    const training = stored(full);
    const [first] = training.programs;
    if (first === undefined) throw new Error('There is no program.');
    const epochPoints = Array.from({ length: 9000 }, (_, i) => ({
      epoch: i + 1,
      step: i + 1,
      logs: { loss: i === 4321 ? 0 : 1 },
      learningRate: 1,
    }));
    const [kept] = through({ ...training, programs: [{ ...first, epochPoints }] }).programs;
    expect(kept?.epochPoints.length).toBeLessThan(2010);
    expect(kept?.epochPoints).toContainEqual(epochPoints[4321]);
    expect(kept?.epochPoints.at(-1)).toEqual(epochPoints.at(-1));
  });

  it('is not read where something is missing, is of another version or of another kind', () => {
    const { head, pieces } = packTraining(stored(full));
    const all = [...pieces()];
    const read = (changes: object, numbers: readonly unknown[] = all) =>
      unpackTraining({ ...head, ...changes }, numbers);
    expect(() => read({})).not.toThrow();
    expect(() => unpackTraining(undefined, [])).toThrow('the training is missing');
    expect(() => read({ version: 0 })).toThrow('version 0');
    expect(() => read({ bytes: 1 })).toThrow('bytes of 1');
    expect(() => read({}, [])).toThrow('0 bytes');
    expect(() => read({}, ['x', ...all.slice(1)])).toThrow('bytes');
    expect(() => read({ shown: 7 })).toThrow('no program');
    expect(() => read({ records: {} })).toThrow('no program');
    expect(() => read({ programs: undefined })).toThrow('programs are missing');
    expect(() => read({ programs: [{}] })).toThrow('batches are missing');
    const [program] = (head as { programs: { checkpoint: object }[] }).programs;
    const point = (changes: object) => () =>
      read({ programs: [{ ...program, checkpoint: { ...program?.checkpoint, ...changes } }] });
    expect(point({})).not.toThrow();
    expect(point({ weights: [['d1/kernel', 1e9]] })).toThrow('fewer numbers');
    expect(point({ sums: 1 })).toThrow('sums is missing');
    expect(point({ rate: {} })).toThrow('a rate is missing');
    expect(point({ step: 'x' })).toThrow('a place is missing');
    expect(point({ epochs: {} })).toThrow('names are missing');
  });
});

describe('a training that is taken up', () => {
  let last: Recorder | undefined;
  afterEach(async () => last?.trainer.dispose());

  it('ends bit for bit as it would have', async () => {
    const document = example('two-spirals');
    const whole = record(programOf(document, { epochs: 2 }), 'cpu');
    whole.trainer.command({ type: 'start' });
    await whole.trainer.settled();
    const wanted = (await whole.trainer.current?.checkpoint())?.weights;
    await whole.trainer.dispose();

    const first = record(programOf(document, { epochs: 2 }), 'cpu', { listener: lookingAt({}) });
    for (const type of ['stepEpoch', 'stepBatch'] as const) {
      first.trainer.command({ type });
      await first.trainer.settled();
    }
    const kept = first.last('checkpoint').checkpoint;
    await first.trainer.dispose();

    const resume = through(stored(kept)).programs[0]?.checkpoint;
    if (resume === undefined) throw new Error('Nothing came back.');
    last = record(programOf(document, { epochs: 2 }), 'cpu', { resume });
    last.trainer.command({ type: 'start' });
    await last.trainer.settled();
    expect((await last.trainer.current?.checkpoint())?.weights).toEqual(wanted);
  });
});
