/*
 * `npm run bench -- page`: the two spirals in the built product, trained at full speed with wires and answers on the
 * screen, against the eager trainer in the same browser with nothing to read and nothing to draw: on WASM, and on WebGPU
 * with the software adapter. Beside it the trainer alone with every instrument reading, what that costs it, whether the
 * exact tier takes the very steps of the eager one, and on WASM the same run by the command line.
 */
import { buildApp, buildBench, inBrowser, openBench, withServer } from '../browser/launch.ts';
import { print } from '../measure.ts';
import type { Options } from '../options.ts';
import { spreadOf } from '../report/summary.ts';
import type { Spread } from '../report/summary.ts';
import { INSTRUMENTS_SHARE, judge, PAGE_OF_COMMAND_LINE, SPIRALS } from '../targets.ts';
import type { TierRequest, TierResult } from '../tiers/compare.ts';
import { mnist, NORMALISED, twoSpirals } from '../tiers/examples.ts';
import { stepsPerSecondByCommandLine } from './command-line.ts';
import { stepsPerSecondInPage } from './drive.ts';

interface Place {
  readonly backend: 'wasm' | 'webgpu';
  readonly label: string;
  /** What the menu of backends calls it. */
  readonly entry: RegExp;
  /** Ours against eager. */
  readonly ratio: number;
  readonly exactSteps: number;
}

const PLACES: readonly Place[] = [
  { backend: 'wasm', label: 'wasm', entry: /^WASM/, ratio: SPIRALS.page, exactSteps: 150 },
  { backend: 'webgpu', label: 'webgpu (software)', entry: /^WebGPU/, ratio: SPIRALS.webgpu, exactSteps: 20 },
];

interface Launched {
  readonly stepsPerSecond: number;
  /** The same of the command line; it has no WebGPU. */
  readonly byCommandLine: number | undefined;
  /** On the wall. */
  readonly times: TierResult;
  /** Of the processor alone, which is less disturbed by whatever else a machine does. */
  readonly costs: TierResult | undefined;
  /** The same on a wide net, where readings are dear. */
  readonly ofMnist: TierResult | undefined;
}

export async function benchPage({ launches, milliseconds, json }: Options): Promise<readonly string[]> {
  const shortfalls: string[] = [];
  const app = await buildApp();
  const bench = await buildBench();
  await withServer(app, (appUrl) =>
    withServer(bench, async (benchUrl) => {
      for (const place of PLACES) {
        const results: Launched[] = [];
        for (let i = 0; i < launches; i++) {
          process.stderr.write(`${place.label}, launch ${i + 1} of ${launches}\n`);
          results.push(await launched(place, { appUrl, benchUrl, milliseconds }));
        }
        shortfalls.push(...report(place, results, json));
      }
    }),
  );
  return shortfalls;
}

interface Urls {
  readonly appUrl: string;
  readonly benchUrl: string;
  readonly milliseconds: number;
}

async function launched(place: Place, { appUrl, benchUrl, milliseconds }: Urls): Promise<Launched> {
  const { backend, entry, exactSteps } = place;
  const onProcessor = backend === 'wasm';
  // Readings come a few times a second.
  const request = { document: twoSpirals(), backend, milliseconds: 10 * milliseconds, tensor: NORMALISED } as const;
  const byCommandLine = onProcessor ? await stepsPerSecondByCommandLine() : undefined;
  return inBrowser({ graphics: !onProcessor }, async (page) => {
    const stepsPerSecond = await stepsPerSecondInPage(page, appUrl, entry);
    const call = await openBench(page, benchUrl);
    const both: TierRequest = { ...request, onTheWall: true, tiers: ['ours', 'eager'], exactSteps };
    const times = await call('tiers', both);
    const onCosts: TierRequest = { ...request, onTheWall: false, tiers: ['ours'] };
    const costs = onProcessor ? await call('tiers', onCosts) : undefined;
    // The dearest readings come every six seconds.
    const long = { document: mnist(), milliseconds: 60 * milliseconds };
    const ofMnist = onProcessor ? await call('tiers', { ...onCosts, ...long }) : undefined;
    return { stepsPerSecond, byCommandLine, times, costs, ofMnist };
  });
}

function report({ backend, label, ratio }: Place, results: readonly Launched[], json: boolean): readonly string[] {
  const rate = spreadOf(results.map(({ stepsPerSecond }) => stepsPerSecond));
  const inPage = spreadOf(results.map(({ stepsPerSecond, times }) => (stepsPerSecond * of(times.us, 'eager')) / 1e6));
  const watched = spreadOf(results.map(({ times }) => of(times.watched, 'eager') / of(times.watched, 'ours')));
  const shares = spreadOf(
    results.map(({ times, costs = times }) => 1 - of(costs.us, 'ours') / of(costs.watched, 'ours')),
  );
  const verdict = { shortfalls: [] as string[], notes: [...(results[0]?.times.notes ?? [])] };
  judge(`two spirals in the page, ${label}, ours ÷ eager`, inPage.median, ratio, verdict);
  judge(`two spirals, ${label}, every instrument reading, ours ÷ eager`, watched.median, ratio, verdict);
  // An imitated card takes for a reading as long as for many steps: what readings may take is promised for the processor.
  const onProcessor = backend === 'wasm';
  const wanted = onProcessor ? `, at most ${100 * INSTRUMENTS_SHARE} % is wanted` : '';
  const cost = `all instruments take ${percent(shares)} of the training time${wanted}`;
  if (onProcessor && !(shares.median <= 2 * INSTRUMENTS_SHARE))
    verdict.shortfalls.push(`two spirals, ${label}: ${cost}`);
  const onMnist = results.flatMap(({ ofMnist }) =>
    ofMnist === undefined ? [] : [1 - of(ofMnist.us, 'ours') / of(ofMnist.watched, 'ours')],
  );
  const mnistShare = onMnist.length === 0 ? undefined : spreadOf(onMnist);
  if (mnistShare !== undefined && !(mnistShare.median <= 2 * INSTRUMENTS_SHARE)) {
    verdict.shortfalls.push(`MNIST, ${label}: all instruments take ${percent(mnistShare)} of the training time`);
  }
  const alone = ofCommandLine(results);
  if (alone !== undefined) judge('two spirals, page ÷ command line', alone.ratio.median, PAGE_OF_COMMAND_LINE, verdict);
  if (json) {
    const byCommandLine = alone && { byCommandLine: alone.rate, ofCommandLine: alone.ratio };
    const told = {
      stepsPerSecond: rate,
      ratio: inPage,
      watchedRatio: watched,
      instruments: shares,
      ...(mnistShare && { instrumentsOnMnist: mnistShare }),
      ...byCommandLine,
    };
    print(JSON.stringify({ bench: 'page', example: 'two-spirals', backend, ...told }));
    return verdict.shortfalls;
  }
  const beside =
    alone === undefined ? '' : ` and ${percent(alone.ratio)} of the command line's ${alone.rate.median.toFixed(0)}`;
  print(
    `two spirals in the page, ${label}   ${rate.median.toFixed(0)} steps/s (${rate.min.toFixed(0)} to ${rate.max.toFixed(0)}), ${times(inPage)} the eager trainer${beside}; with every instrument reading ${times(watched)} the eager trainer; ${cost}; the exact tier takes its steps bit for bit`,
  );
  if (mnistShare !== undefined)
    print(`MNIST, ${label}   all instruments take ${percent(mnistShare)} of the training time`);
  for (const note of verdict.notes) print(note);
  return verdict.shortfalls;
}

function ofCommandLine(results: readonly Launched[]): { readonly rate: Spread; readonly ratio: Spread } | undefined {
  const both = results.flatMap(({ stepsPerSecond, byCommandLine }) =>
    byCommandLine === undefined ? [] : [{ byCommandLine, ratio: stepsPerSecond / byCommandLine }],
  );
  if (both.length === 0) return undefined;
  return {
    rate: spreadOf(both.map(({ byCommandLine }) => byCommandLine)),
    ratio: spreadOf(both.map((each) => each.ratio)),
  };
}

const of = (found: TierResult['us'], tier: string): number => found[tier] ?? Number.NaN;

const times = ({ median, min, max }: Spread): string =>
  `${median.toFixed(1)} times (${min.toFixed(1)} to ${max.toFixed(1)})`;

const percent = ({ median, min, max }: Spread): string =>
  `${(100 * median).toFixed(1)} % (${(100 * min).toFixed(1)} to ${(100 * max).toFixed(1)})`;
