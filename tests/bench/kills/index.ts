/*
 * `npm run bench -- kills`: kills the browser process and the page at random moments while somebody edits. At most
 * a second of edits may be lost, and no graph may be torn. `--browser 100 --page 50` says how often.
 */
import { buildApp, withServer } from '../browser/launch.ts';
import { median, print } from '../measure.ts';
import type { Options } from '../options.ts';
import { killRounds, type Outcome, type Victim } from './rounds.ts';

/** Milliseconds of edits that a kill may cost. */
export const MAX_LOST = 1_000;

export async function benchKills({ browserKills, pageKills, json }: Options): Promise<readonly string[]> {
  const victims = [
    ...Array.from({ length: browserKills }, (): Victim => 'browser'),
    ...Array.from({ length: pageKills }, (): Victim => 'page'),
  ];
  const outcomes = await withServer(await buildApp(), (url) =>
    killRounds(url, victims, ({ victim, edits, lost, torn }, round) =>
      process.stderr.write(
        `kill ${round + 1} of ${victims.length} (${victim}): ${edits} edits, ${lost} ms lost${torn.map((each) => `; torn: ${each}`).join('')}\n`,
      ),
    ),
  );
  for (const victim of ['browser', 'page'] as const) {
    report(
      victim,
      outcomes.filter((each) => each.victim === victim),
      json,
    );
  }
  return outcomes.flatMap(({ victim, lost, torn }, round) => [
    ...torn.map((each) => `kill ${round + 1} of the ${victim} tore the graph: ${each}`),
    ...(lost > MAX_LOST ? [`kill ${round + 1} of the ${victim} lost ${lost} ms of edits`] : []),
  ]);
}

function report(victim: Victim, outcomes: readonly Outcome[], json: boolean): void {
  if (outcomes.length === 0) return;
  const lost = outcomes.map((each) => each.lost);
  const torn = outcomes.filter((each) => each.torn.length > 0).length;
  const figures = { kills: outcomes.length, torn, lost: { median: median(lost), most: Math.max(...lost) } };
  if (json) print(JSON.stringify({ bench: 'kills', victim, ...figures }));
  else
    print(
      `${figures.kills} kills of the ${victim}: ${torn} torn; edits of ${figures.lost.median.toFixed(0)} ms lost in the median, ${figures.lost.most.toFixed(0)} ms at most`,
    );
}
