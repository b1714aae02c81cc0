/* The browser and the page are killed while somebody edits; `npm run bench -- kills` does it more often. */
import { expect, test } from '@playwright/test';
import { killRounds } from '../bench/kills/rounds.ts';

const NONE: string[] = [];
for (const { times, tag } of [
  { times: 1, tag: NONE },
  { times: 3, tag: '@thorough' },
]) {
  const victims = Array.from({ length: times }, () => ['browser', 'page'] as const).flat();
  const what = `killed at ${victims.length} random moments, at most a second of edits is lost and nothing is torn`;
  test(what, { tag }, async ({ baseURL }) => {
    test.setTimeout(300_000);
    const outcomes = await killRounds(`${baseURL}/`, victims);
    expect(outcomes.flatMap(({ torn }) => torn)).toEqual([]);
    // Something was edited each time, or nothing could have been lost.
    expect(Math.min(...outcomes.map(({ edits }) => edits))).toBeGreaterThan(0);
    expect(Math.max(...outcomes.map(({ lost }) => lost))).toBeLessThanOrEqual(1_000);
  });
}
