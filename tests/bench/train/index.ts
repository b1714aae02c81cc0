/*
 * `npm run bench -- train`: microseconds per training step against other trainers. Each launch is a fresh
 * browser in which every peer runs; what is told is the median of the launches, and ratios are taken
 * within a launch before that.
 */
import { nodeHost } from '../../../src/cli/node-host.ts';
import { inFreshBrowsers } from '../browser/launch.ts';
import { print, processTime } from '../measure.ts';
import type { Options } from '../options.ts';
import { publish } from '../report/publish.ts';
import { summarise } from '../report/summary.ts';
import type { Measured } from '../report/summary.ts';
import { table } from '../report/table.ts';
import { gate, TARGETS } from '../targets.ts';
import { runTasks } from './run.ts';
import type { TrainRequest } from './run.ts';
import type { RaceResult } from './race.ts';
import { titleOf } from './task.ts';

export async function benchTrain(options: Options): Promise<readonly string[]> {
  if (options.gate) return passGate(options);
  const results = summarise(await launchAll(options));
  tell(options, results);
  if (options.publish) publish(results);
  const { shortfalls, notes } = gate(results);
  if (!options.json) for (const note of notes) print(note);
  return shortfalls;
}

function tell({ json }: Options, results: readonly Measured[]): void {
  if (json) for (const each of results) print(lineOf(each));
  else print(table(results));
}

/**
 * Only who is in the targets runs. What falls short runs again by itself, as often as there are launches: a machine that
 * is shared may disturb a ratio, but a step that has become slower is slow each time.
 */
async function passGate(options: Options): Promise<readonly string[]> {
  let titles: readonly string[] | undefined;
  for (let launch = 1; ; launch++) {
    const more = { peers: ['ours', ...TARGETS.map(({ against }) => against)] as const, ...(titles && { titles }) };
    const results = summarise(await launchAll({ ...options, launches: 1 }, more));
    tell(options, results);
    const short = results.map((each) => ({ title: titleOf(each), shortfalls: gate([each]).shortfalls }));
    const failed = short.filter(({ shortfalls }) => shortfalls.length > 0);
    if (failed.length === 0 || launch >= options.launches) return failed.flatMap(({ shortfalls }) => shortfalls);
    titles = failed.map(({ title }) => title);
    process.stderr.write(`Below the gate and run again: ${titles.join(', ')}\n`);
  }
}

async function launchAll(
  options: Options,
  more: Pick<TrainRequest, 'peers' | 'titles'> = {},
): Promise<readonly (readonly RaceResult[])[]> {
  const { backend, milliseconds, net, variant } = options;
  const request = { backend, milliseconds, net, variant, ...more };
  if (!options.node) return inFreshBrowsers(options.launches, (bench) => bench('train', request));
  return [await runTasks(request, { host: nodeHost, clock: processTime }, (line) => process.stderr.write(`${line}\n`))];
}

/** One line of JSON: names first, then times, numbers rounded so that it can be read. */
function lineOf({ net, variant, backend, us, range, ratios, ...rest }: Measured): string {
  const round = (_key: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);
  return JSON.stringify({ bench: 'train', net, variant, backend, us, range, ratios, ...rest }, round);
}
