/*
 * `npm run bench -- webgpu`: the two spirals on WebGPU with the software adapter, recorded steps against eager ones, by
 * the trainer alone, and what it costs to have all instruments read.
 */
import { inFreshBrowsers } from '../browser/launch.ts';
import { print } from '../measure.ts';
import type { Options } from '../options.ts';
import { spreadOf } from '../report/summary.ts';
import type { Spread } from '../report/summary.ts';
import { INSTRUMENTS_SHARE, judge, SPIRALS } from '../targets.ts';
import { TIERS } from '../train/peers/index.ts';
import { NORMALISED, twoSpirals } from './examples.ts';

/** A step takes tens of milliseconds here; the tests compare more of them. */
const EXACT_STEPS = 20;

export async function benchWebgpu({ launches, json, milliseconds }: Options): Promise<readonly string[]> {
  const request = {
    document: twoSpirals(),
    backend: 'webgpu',
    // Steps take tens of milliseconds here.
    milliseconds: 10 * milliseconds,
    onTheWall: true,
    tiers: Object.keys(TIERS),
    tensor: NORMALISED,
    exactSteps: EXACT_STEPS,
  } as const;
  const results = await inFreshBrowsers(launches, (bench) => bench('tiers', request), { graphics: true });
  const timesOf = (tier: string) => results.map(({ us }) => us[tier] ?? Number.NaN);
  const rates = Object.keys(TIERS).map((tier) => [tier, spreadOf(timesOf(tier).map((time) => 1e6 / time))] as const);
  const ratio = spreadOf(results.map(({ us }) => (us['eager'] ?? Number.NaN) / (us['ours'] ?? Number.NaN)));
  const verdict = { shortfalls: [] as string[], notes: [...(results[0]?.notes ?? [])] };
  const shares = spreadOf(
    results.map(({ us, watched }) => 1 - (us['ours'] ?? Number.NaN) / (watched['ours'] ?? Number.NaN)),
  );
  const cost = `all instruments take ${percent(shares)} of the training time, at most ${100 * INSTRUMENTS_SHARE} % is wanted`;
  if (!(shares.median <= 2 * INSTRUMENTS_SHARE)) verdict.shortfalls.push(cost);
  judge('two spirals, WebGPU with the software adapter, ours ÷ eager', ratio.median, SPIRALS.webgpu, verdict);
  if (json) {
    const told = { stepsPerSecond: Object.fromEntries(rates), ratio, instruments: shares, notes: verdict.notes };
    print(JSON.stringify({ bench: 'webgpu', example: 'two-spirals', backend: 'webgpu', ...told }));
    return verdict.shortfalls;
  }
  for (const [tier, { median, min, max }] of rates) {
    const range = `${min.toFixed(1)} to ${max.toFixed(1)}`;
    print(`two spirals, webgpu (software)   ${tier} ${median.toFixed(1)} steps/s (${range})`);
  }
  print(`two spirals, webgpu (software)   ${cost}`);
  for (const note of verdict.notes) print(note);
  return verdict.shortfalls;
}

const percent = ({ median, min, max }: Spread): string =>
  `${(100 * median).toFixed(1)} % (${(100 * min).toFixed(1)} to ${(100 * max).toFixed(1)})`;
