/**
 * Every instrument of the registry on every example, on both backends that Node has: it measures and
 * leaves no trace. Whoever adds an instrument has it tested here without a line of their own.
 */
import { afterEach, describe, expect, test } from 'vitest';
import type { Program } from '../../../src/compiler/types.ts';
import type { InstrumentId } from '../../../src/protocol/instruments.ts';
import * as instruments from '../../../src/runtime/instruments/index.ts';
import { defineInstrument } from '../../../src/runtime/instruments/instrument.ts';
import type { Instrument, Meter } from '../../../src/runtime/instruments/instrument.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { quickExamples, takesLong } from '../../support/example-names.ts';
import { example, programOf, withParams } from '../../support/programs.ts';
import { parted } from '../../support/thorough.ts';
import { record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';
import { brokenPromises } from './promises.ts';

const all = Object.values<Instrument<InstrumentId>>(instruments);

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

/**
 * What is promised does not hang on the size of a batch and the number of rows; the time that the cpu backend takes over
 * convolutions and over sequences does. All rows that can be are put by for the test, which no instrument reads.
 */
const SMALL_BATCH: Readonly<Record<string, number>> = { 'digit-lines': 2, 'digits-convolution': 8, 'sine-lstm': 4 };
const PUT_BY = { validation_fraction: 0.02, test_fraction: 0.88 };

/** The program of an example, with few rows to train on where that is enough. */
function programFor(name: string, small: boolean): Program {
  const document = example(name);
  const batchSize = small ? SMALL_BATCH[name] : undefined;
  return batchSize === undefined
    ? programOf(document)
    : programOf(withParams(document, { data: PUT_BY }), { batchSize });
}

async function prepared(name: string, backend: 'cpu' | 'wasm'): Promise<Run> {
  recorder = record(programFor(name, backend === 'cpu'), backend);
  await recorder.trainer.prepare();
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error(`${name}: ${JSON.stringify(recorder.all('fault'))}`);
  return run;
}

test('instruments have ids of their own', () => {
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  // What takes the cpu seconds all the same stays in `npm test` on wasm.
  for (const [options, names] of parted(quickExamples, (name) => backend === 'wasm' || !takesLong(name)))
    test.each(names)('every instrument keeps its promises on %s', { timeout: 300_000, ...options }, async (name) => {
      const run = await prepared(name, backend);
      for (const instrument of all) {
        expect(await brokenPromises(instrument, run, instrument.example), instrument.id).toEqual([]);
      }
    });
});

describe('a promise that is broken is noticed', () => {
  const SOUND: Meter<'wires'> = {
    reduce: async () => ({ tensors: {}, weights: {}, loss: 1, learningRate: 1 }),
    rehearse: () => undefined,
    close: () => undefined,
  };
  const spoil = ({ network }: Run) =>
    tf.tidy(() => {
      for (const { variable } of network.weights) variable.assign(tf.onesLike(variable));
    });
  const FAULTY: readonly (readonly [promise: string, open: (run: Run) => Partial<Meter<'wires'>>])[] = [
    ['a rehearsal leaves no tensors', () => ({ rehearse: () => void tf.zeros([2]) })],
    ['a rehearsal leaves the run as it was', (run) => ({ rehearse: () => spoil(run) })],
    ['a reading leaves the run as it was', (run) => ({ reduce: async () => (spoil(run), undefined) })],
    ['a reading is plain data', () => ({ reduce: async () => ({ loss: () => 1 }) as never })],
    ['a reading shares nothing with the run', ({ data }) => ({ reduce: async () => data.view.splits.train as never })],
    ['no tensors pile up from reading to reading', pilingUp],
    ['closing leaves no tensors', (run) => ({ close: () => void tf.clone(run.device.train.targets) })],
  ];

  /** Frees what it has piled up when it closes. */
  function pilingUp(): Partial<Meter<'wires'>> {
    const pile: ReturnType<typeof tf.zeros>[] = [];
    return { reduce: async () => void pile.push(tf.zeros([2])), close: () => tf.dispose(pile) };
  }

  test.each(FAULTY)('%s', async (promise, open) => {
    const run = await prepared('xor', 'cpu');
    const faulty = defineInstrument<'wires'>({
      id: 'wires',
      example: true,
      share: 0.1,
      every: 100,
      open: (opened) => ({ ...SOUND, ...open(opened) }),
    });
    expect(await brokenPromises(faulty, run, true)).toContain(promise);
  });

  test('and none where all are kept', async () => {
    const run = await prepared('xor', 'cpu');
    const sound = defineInstrument<'wires'>({ id: 'wires', example: true, share: 0.1, every: 100, open: () => SOUND });
    expect(await brokenPromises(sound, run, true)).toEqual([]);
  });
});
