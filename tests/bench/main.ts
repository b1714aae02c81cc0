/** `npm run bench`: speed as ratios, each pair measured side by side in the same run. */
import { errorMessage } from '../../src/base/invariant.ts';
import { benchCanvas } from './canvas/index.ts';
import { benchCard } from './card/index.ts';
import { benchCompile } from './compile.ts';
import { benchDispatch } from './dispatch/index.ts';
import { benchKills } from './kills/index.ts';
import { benchKernels } from './kernels.ts';
import { print } from './measure.ts';
import { parseOptions } from './options.ts';
import type { Options } from './options.ts';
import { benchPage } from './page/index.ts';
import { benchProbes } from './probes/index.ts';
import { benchReach } from './reach.ts';
import { benchWebgpu } from './tiers/index.ts';
import { benchTrain } from './train/index.ts';

/** Each part prints what it finds and gives back what falls short of its gate. */
const PARTS: Readonly<Record<string, (options: Options) => Promise<readonly string[]>>> = {
  compile: benchCompile,
  train: benchTrain,
  probes: benchProbes,
  kernels: benchKernels,
  webgpu: benchWebgpu,
  dispatch: benchDispatch,
  card: benchCard,
  page: benchPage,
  canvas: benchCanvas,
  reach: benchReach,
  kills: benchKills,
};

/** What is no measurement of speed, and takes long, runs when it is named. */
const ONLY_BY_NAME = new Set(['kills']);

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  const unknown = options.parts.filter((part) => PARTS[part] === undefined);
  if (unknown.length > 0) {
    throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
  }
  const shortfalls: string[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    const wanted = options.parts.length > 0 ? options.parts.includes(name) : !ONLY_BY_NAME.has(name);
    if (!wanted) continue;
    shortfalls.push(...(await part(options)));
  }
  if (!options.gate) return 0;
  for (const each of shortfalls) process.stderr.write(`Below the gate: ${each}\n`);
  if (shortfalls.length === 0) print('Every ratio passes its gate.');
  return shortfalls.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (thrown) {
  process.stderr.write(`${errorMessage(thrown)}\n`);
  process.exitCode = 2;
}
