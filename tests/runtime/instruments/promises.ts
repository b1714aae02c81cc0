/** What every instrument promises a run and the page, each promise looked at on its own. */
import { isDeepStrictEqual } from 'node:util';
import type { InstrumentId, Requests } from '../../../src/protocol/instruments.ts';
import type { Instrument } from '../../../src/runtime/instruments/instrument.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { transferables } from '../../../src/session/worker/transfer.ts';

/** The promises that an instrument breaks on this run, in words; the run takes a few steps meanwhile. */
export async function brokenPromises<I extends InstrumentId>(
  instrument: Instrument<I>,
  run: Run,
  request: Requests[I],
): Promise<readonly string[]> {
  await step(run);
  const before = await run.checkpoint();
  const tensors = tf.memory().numTensors;
  const broken: string[] = [];
  const expect = (kept: boolean, promise: string) => {
    if (!kept) broken.push(promise);
  };

  const rehearsal = instrument.open(run);
  rehearsal.rehearse(request);
  rehearsal.close();
  expect(tf.memory().numTensors === tensors, 'a rehearsal leaves no tensors');
  expect(isDeepStrictEqual(await run.checkpoint(), before), 'a rehearsal leaves the run as it was');

  const meter = instrument.open(run);
  const value = await meter.reduce(request);
  const kept = tf.memory().numTensors;
  expect(isDeepStrictEqual(await run.checkpoint(), before), 'a reading leaves the run as it was');
  const posted = plain(value);
  expect(value === undefined || posted !== undefined, 'a reading is plain data');
  // Posting has moved the buffers away: had they been the run's, it could not be read again.
  expect(isDeepStrictEqual(await meter.reduce(request).catch(String), posted), 'a reading shares nothing with the run');
  await step(run);
  await meter.reduce(request);
  expect(tf.memory().numTensors === kept, 'no tensors pile up from reading to reading');
  meter.close();
  expect(tf.memory().numTensors === tensors, 'closing leaves no tensors');
  return broken;
}

async function step(run: Run): Promise<void> {
  if (run.epochComplete) await run.endEpoch();
  run.advance();
  await run.settle();
}

/** The value as the page gets it, or nothing if it cannot be posted or loses something on the way. */
function plain(value: unknown): unknown {
  try {
    const copy: unknown = structuredClone(value);
    if (!isDeepStrictEqual(copy, value)) return undefined;
    return structuredClone(value, { transfer: transferables(value) });
  } catch {
    return undefined;
  }
}
