/*
 * `npm run bench -- page`: the two spirals in the built product, trained at full speed on WASM with wires
 * and answers on the screen, against the eager trainer in the same browser with the same readings but
 * nothing to draw. What instruments cost is the difference that reading makes to the trainer.
 */
import { buildApp, buildBench, inBrowser, openBench, withServer } from '../browser/launch.ts';
import { print } from '../measure.ts';
import type { Options } from '../options.ts';
import { spreadOf } from '../report/summary.ts';
import type { Spread } from '../report/summary.ts';
import { INSTRUMENTS_SHARE, judge, SPIRALS } from '../targets.ts';
import type { TierResult } from '../tiers/compare.ts';
import { twoSpirals } from '../tiers/spirals.ts';
import { stepsPerSecondInPage } from './drive.ts';

interface Launched {
  readonly stepsPerSecond: number;
  readonly ours: TierResult;
  readonly eager: TierResult;
}

export async function benchPage({ launches, milliseconds, json }: Options): Promise<readonly string[]> {
  const request = {
    document: twoSpirals(),
    backend: 'wasm',
    // Readings come a few times a second.
    milliseconds: 10 * milliseconds,
  } as const;
  const app = await buildApp();
  const bench = await buildBench();
  const results: Launched[] = [];
  await withServer(app, (appUrl) =>
    withServer(bench, async (benchUrl) => {
      for (let i = 0; i < launches; i++) {
        process.stderr.write(`launch ${i + 1} of ${launches}\n`);
        results.push(
          await inBrowser({}, async (page) => {
            const stepsPerSecond = await stepsPerSecondInPage(page, appUrl);
            const call = await openBench(page, benchUrl);
            const ours = await call('tiers', { ...request, onTheWall: false, tiers: ['ours'] });
            const eager = await call('tiers', { ...request, onTheWall: true, tiers: ['eager'] });
            return { stepsPerSecond, ours, eager };
          }),
        );
      }
    }),
  );
  return report(results, json);
}

function report(results: readonly Launched[], json: boolean): readonly string[] {
  const rate = spreadOf(results.map(({ stepsPerSecond }) => stepsPerSecond));
  const shares = spreadOf(results.map(({ ours }) => 1 - of(ours.us, 'ours') / of(ours.watched, 'ours')));
  const ratios = spreadOf(
    results.map(({ stepsPerSecond, eager }) => (stepsPerSecond * of(eager.watched, 'eager')) / 1e6),
  );
  const verdict = { shortfalls: [] as string[], notes: [] as string[] };
  judge('two spirals in the page, ours ÷ eager', ratios.median, SPIRALS.page, verdict);
  verdict.notes.push(...(results[0]?.ours.notes ?? []));
  const cost = `instruments take ${percent(shares)} of the training time, at most ${100 * INSTRUMENTS_SHARE} % is wanted`;
  if (!(shares.median <= 2 * INSTRUMENTS_SHARE)) verdict.shortfalls.push(cost);
  if (json) {
    const told = { stepsPerSecond: rate, instruments: shares, ratio: ratios };
    print(JSON.stringify({ bench: 'page', example: 'two-spirals', backend: 'wasm', ...told }));
    return verdict.shortfalls;
  }
  print(
    `two spirals in the page, wasm   ${rate.median.toFixed(0)} steps/s (${rate.min.toFixed(0)} to ${rate.max.toFixed(0)}), ${ratios.median.toFixed(1)} times the eager trainer (${ratios.min.toFixed(1)} to ${ratios.max.toFixed(1)}); ${cost}`,
  );
  for (const note of verdict.notes) print(note);
  return verdict.shortfalls;
}

const of = (times: TierResult['us'], tier: string): number => times[tier] ?? Number.NaN;

const percent = ({ median, min, max }: Spread): string =>
  `${(100 * median).toFixed(1)} % (${(100 * min).toFixed(1)} to ${(100 * max).toFixed(1)})`;
