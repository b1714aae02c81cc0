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
import { gate } from '../targets.ts';
import { runTasks } from './run.ts';
import type { RaceResult } from './race.ts';

export async function benchTrain(options: Options): Promise<readonly string[]> {
  const results = summarise(await launchAll(options));
  if (options.json) for (const each of results) print(lineOf(each));
  else print(table(results));
  if (options.publish) publish(results);
  const { shortfalls, notes } = gate(results);
  if (!options.json) for (const note of notes) print(note);
  return shortfalls;
}

async function launchAll(options: Options): Promise<readonly (readonly RaceResult[])[]> {
  const { backend, milliseconds, net, variant } = options;
  const request = { backend, milliseconds, net, variant };
  if (!options.node) return inFreshBrowsers(options.launches, (bench) => bench('train', request));
  return [await runTasks(request, { host: nodeHost, clock: processTime }, (line) => process.stderr.write(`${line}\n`))];
}

/** One line of JSON: names first, then times, numbers rounded so that it can be read. */
function lineOf({ net, variant, backend, us, range, ratios, ...rest }: Measured): string {
  const round = (_key: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);
  return JSON.stringify({ bench: 'train', net, variant, backend, us, range, ratios, ...rest }, round);
}
