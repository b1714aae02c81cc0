/** `npm run bench -- webgpu`: the two spirals on WebGPU with the software adapter, recorded steps against eager ones. */
import { inFreshBrowsers } from '../browser/launch.ts';
import { print } from '../measure.ts';
import type { Options } from '../options.ts';
import { spreadOf } from '../report/summary.ts';
import { judge, SPIRALS } from '../targets.ts';
import { TIERS } from '../train/peers/index.ts';
import { twoSpirals } from './spirals.ts';

export async function benchWebgpu({ launches, json, milliseconds }: Options): Promise<readonly string[]> {
  const request = {
    document: twoSpirals(),
    backend: 'webgpu',
    // Steps take tens of milliseconds here.
    milliseconds: 10 * milliseconds,
    onTheWall: true,
    tiers: Object.keys(TIERS),
  } as const;
  const results = await inFreshBrowsers(launches, (bench) => bench('tiers', request), { graphics: true });
  const perSecond = (tier: string) => {
    const times = results.flatMap(({ us }) => us[tier] ?? []);
    return times.length === 0 ? undefined : spreadOf(times.map((time) => 1e6 / time));
  };
  const rates = Object.fromEntries(Object.keys(TIERS).map((tier) => [tier, perSecond(tier)]));
  const ratios = results.flatMap(({ us }) => (us['eager'] && us['ours'] ? us['eager'] / us['ours'] : []));
  const verdict = { shortfalls: [] as string[], notes: [] as string[] };
  const name = 'two spirals, WebGPU with the software adapter, ours ÷ eager';
  if (ratios.length > 0) judge(name, spreadOf(ratios).median, SPIRALS.webgpu, verdict);
  else verdict.notes.push(`${name} was not measured: there is no tier to compare with.`);
  verdict.notes.push(...(results[0]?.notes ?? []));
  if (json) {
    print(
      JSON.stringify({
        bench: 'webgpu',
        example: 'two-spirals',
        stepsPerSecond: rates,
        ...(ratios.length > 0 && { ratio: spreadOf(ratios) }),
      }),
    );
  } else {
    for (const [tier, rate] of Object.entries(rates)) {
      if (rate !== undefined)
        print(
          `two spirals, webgpu (software)   ${tier} ${rate.median.toFixed(1)} steps/s (${rate.min.toFixed(1)} to ${rate.max.toFixed(1)})`,
        );
    }
    for (const note of verdict.notes) print(note);
  }
  return verdict.shortfalls;
}
