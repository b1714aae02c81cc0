/** What one reading of the wires takes, in milliseconds of processor time. */
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { nodeHost } from '../../../src/cli/node-host.ts';
import type { Program } from '../../../src/compiler/types.ts';
import { wires } from '../../../src/runtime/instruments/wires.ts';
import type { WiresRequest } from '../../../src/runtime/instruments/wires.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { Trainer } from '../../../src/runtime/training/trainer.ts';
import { median, timed } from '../measure.ts';

const READINGS = 15;
/** In a row, because the clock of a process is coarse. */
const AT_ONCE = 5;

export interface ReadingCosts {
  readonly eager: number;
  readonly replayed: number;
  /** Replayed, with a single wire on the screen. */
  readonly some: number;
}

export async function readingCosts(program: Program, catalog: Catalog): Promise<ReadingCosts> {
  const trainer = new Trainer(program, { backend: 'wasm', host: nodeHost, emit: () => undefined, catalog });
  await trainer.prepare();
  const run = trainer.current;
  if (run === undefined) throw new Error('The run cannot be prepared.');
  const [first = ''] = run.network.weights.map(({ key }) => key);
  const eager = await costs(run, true);
  await run.record('fast');
  const replayed = await costs(run, true);
  const some = await costs(run, { first: [first] });
  await trainer.dispose();
  return { eager, replayed, some };
}

async function costs(run: Run, request: WiresRequest): Promise<number> {
  const meter = wires.open(run);
  const times: number[] = [];
  await meter.prepare?.();
  // The first one compiles.
  await meter.reduce(request, false);
  for (let i = 0; i < READINGS; i++) {
    const time = await timed(async () => {
      for (let each = 0; each < AT_ONCE; each++) await meter.reduce(request, false);
    });
    times.push(time / AT_ONCE);
  }
  meter.close();
  return median(times);
}
