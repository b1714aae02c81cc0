/** What instruments ask again and again is replayed where training is, and says the same as tfjs. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { StepMode } from '../../../src/protocol/step-mode.ts';
import { modes } from '../../../src/runtime/instruments/modes.ts';
import { output } from '../../../src/runtime/instruments/output.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { example, programOf } from '../../support/programs.ts';
import { record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

/** A run on wasm whose steps have been recorded, or not. */
async function opened(name: string, steps: StepMode): Promise<Run> {
  const document = example(name);
  const nodes = document.nodes.map((node) =>
    node.id === 'relu1' ? { ...node, type: 'Dropout', params: { rate: 0.5 } } : node,
  );
  recorder = record(programOf({ ...document, nodes }), 'wasm', { steps });
  await recorder.trainer.prepare();
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error('not prepared');
  expect(await run.record(steps)).toBeUndefined();
  expect(run.stepMode).toBe(steps);
  return run;
}

async function trainOn(run: Run): Promise<void> {
  for (let i = 0; i < 5; i++) {
    run.advance();
    await run.settle();
    if (run.epochComplete) await run.endEpoch();
  }
}

/** A form in which everything that was read can be compared. */
const numbersIn = (value: unknown): number[] => {
  if (typeof value === 'number') return [value];
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};

const METERS = {
  'the picture of two features': ['two-spirals', (run: Run) => ask(run, output, { resolution: 9 })],
  'the curve over one feature': ['sine-regression', (run: Run) => ask(run, output, { resolution: 9 })],
  'both modes, with dropout': [
    'two-spirals',
    (run: Run) => ask(run, modes, { tensors: ['relu1.outputs', 'd2.outputs'] }),
  ],
} as const;

interface Asking<R> {
  open(run: Run): { reduce(request: R): Promise<unknown>; close(): void };
}

/** A meter that is asked the same each time. */
function ask<R>(run: Run, instrument: Asking<R>, request: R) {
  const meter = instrument.open(run);
  return { read: async () => numbersIn(await meter.reduce(request)), close: () => meter.close() };
}

describe.each(Object.entries(METERS))('%s', (_name, [document, open]) => {
  test.each(['fast', 'exact'] as const)('is replayed from the second time on, in the %s tier', async (steps) => {
    const run = await opened(document, steps);
    const tensors = tf.memory().numTensors;
    const meter = open(run);
    await meter.read();
    await trainOn(run);
    await meter.read();
    await trainOn(run);
    const forward = vi.spyOn(run.network, 'forward');
    const replayed = await meter.read();
    expect(forward).not.toHaveBeenCalled();
    const fresh = open(run);
    const wanted = await fresh.read();
    expect(forward).toHaveBeenCalled();
    expect(replayed.length).toBe(wanted.length);
    if (steps === 'exact') expect(replayed).toEqual(wanted);
    else wanted.forEach((value, i) => expect(replayed[i]).toBeCloseTo(value, 4));
    meter.close();
    fresh.close();
    expect(tf.memory().numTensors).toBe(tensors);
  });

  test('is computed by tfjs each time where training is', async () => {
    const run = await opened(document, 'eager');
    const meter = open(run);
    for (let i = 0; i < 3; i++) {
      const forward = vi.spyOn(run.network, 'forward');
      await meter.read();
      expect(forward).toHaveBeenCalled();
      forward.mockRestore();
      await trainOn(run);
    }
    meter.close();
  });
});

test('another question is answered anew', async () => {
  const run = await opened('two-spirals', 'fast');
  const meter = output.open(run);
  const sizes: number[] = [];
  for (const resolution of [5, 5, 5, 7, 7, 7, 5]) {
    const view = await meter.reduce({ resolution });
    if (view?.kind === 'plane') sizes.push(view.values.length / view.outputs);
  }
  expect(sizes).toEqual([25, 25, 25, 49, 49, 49, 25]);
  meter.close();
});
