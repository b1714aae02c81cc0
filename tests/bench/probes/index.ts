/*
 * `npm run bench -- probes`: what looking costs. All instruments on against off, in turns in one run, on the two
 * spirals and on a net of the size that people train on digits; and one reading of all wires by tfjs and replayed.
 */
import { nodeHost } from '../../../src/cli/node-host.ts';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/types.ts';
import { print, processTime } from '../measure.ts';
import type { Options } from '../options.ts';
import { compiled } from '../programs.ts';
import { spreadOf } from '../report/summary.ts';
import { INSTRUMENTS_SHARE } from '../targets.ts';
import { NORMALISED, twoSpirals } from '../tiers/examples.ts';
import { benchCatalog } from '../train/bench-data.ts';
import { openTrainer } from '../train/peers/edgewise.ts';
import { documentOf } from '../train/program.ts';
import { tasks } from '../train/tasks.ts';
import { everything, lookingAt } from '../watched.ts';
import { readingCosts } from './reading.ts';

interface Net {
  readonly name: string;
  readonly program: Program;
  readonly catalog: Catalog;
  /** A tensor that is looked at in both modes. */
  readonly normalised: string;
}

const nets = (): readonly Net[] => [
  { name: 'two spirals', program: compiled(twoSpirals()), catalog, normalised: NORMALISED },
  { name: '784-128-64-10', program: digits(), catalog: benchCatalog, normalised: 'layer1.outputs' },
];

/** Readings come a few times a second, so a launch takes seconds. */
const LONGER = 10;

export async function benchProbes({ json, milliseconds, launches }: Options): Promise<readonly string[]> {
  const shortfalls: string[] = [];
  for (const net of nets()) {
    const setting = { host: nodeHost, clock: processTime, backend: 'wasm', shuffle: net.program.shuffle } as const;
    // It trains on until it is told to pause; nothing stops it before.
    const program = { ...net.program, epochs: 1_000_000, callbacks: [] };
    const watch = everything(net.normalised);
    const time = async (watched: boolean) => {
      const trainee = await openTrainer(program, net.catalog, setting, watched ? { listener: lookingAt(watch) } : {});
      const us = await trainee.time(LONGER * milliseconds);
      await trainee.close();
      return us;
    };
    const shares: number[] = [];
    for (let i = 0; i < launches; i++) {
      process.stderr.write(`${net.name}, ${i + 1} of ${launches}\n`);
      const plain = await time(false);
      shares.push(1 - plain / (await time(true)));
    }
    const share = spreadOf(shares);
    const reading = await readingCosts(net.program, net.catalog);
    if (json) print(JSON.stringify({ bench: 'probes', net: net.name, backend: 'wasm', share, reading }));
    else {
      print(
        `probes, ${net.name}, wasm   ${percent(share.median)} (${percent(share.min)} to ${percent(share.max)}) of the training time go to all ${Object.keys(watch).length} instruments; a reading of all wires takes ${reading.eager.toFixed(2)} ms by tfjs and ${reading.replayed.toFixed(2)} ms replayed, ${reading.some.toFixed(2)} ms with one wire on the screen`,
      );
    }
    if (!(share.median <= INSTRUMENTS_SHARE)) {
      shortfalls.push(
        `instruments take ${percent(share.median)} of the training time of ${net.name}, the target is ${percent(INSTRUMENTS_SHARE)}`,
      );
    }
  }
  return shortfalls;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function digits(): Program {
  const task = tasks.find(({ net, variant }) => net === '784-128-64-10' && variant === 'bn-relu-adam');
  const [program] = task === undefined ? [] : compile(documentOf(task), benchCatalog).programs;
  if (program === undefined) throw new Error('The bench has no net for digits any more.');
  return program;
}
