/** A run of an example, prepared and not yet trained, for tests of what is measured on it. */
import { afterEach } from 'vitest';
import type { BackendName } from '../../src/protocol/backends.ts';
import type { InstrumentId, Readings, Requests } from '../../src/protocol/instruments.ts';
import type { Instrument } from '../../src/runtime/instruments/instrument.ts';
import type { Run } from '../../src/runtime/training/run.ts';
import { example, programOf, withParams } from './programs.ts';
import { record } from './training.ts';
import type { Recorder } from './training.ts';

const open: Recorder[] = [];
afterEach(async () => {
  for (const { trainer } of open.splice(0)) await trainer.dispose();
});

/** `changes`: params by node. */
export async function preparedRun(name: string, changes = {}, backend: BackendName = 'cpu'): Promise<Run> {
  const recorder = record(programOf(withParams(example(name), changes)), backend);
  open.push(recorder);
  await recorder.trainer.prepare();
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error(`${name}: ${JSON.stringify(recorder.all('fault'))}`);
  return run;
}

/** One reading of an instrument. */
export async function readOnce<I extends InstrumentId>(
  instrument: Instrument<I>,
  run: Run,
  request: Requests[I],
): Promise<Readings[I] | undefined> {
  const meter = instrument.open(run);
  const value = await meter.reduce(request);
  meter.close();
  return value;
}
