/** Microseconds per step, on a clock of the test's own. */
import { expect, test } from 'vitest';
import { timeBlocks } from './clock.ts';

/** Work of which a step takes `each` milliseconds, ten times that while it is cold. */
function work(each: number, cold: number) {
  let time = 0;
  let steps = 0;
  const block = (count: number): void => {
    for (let i = 0; i < count; i++) time += ++steps <= cold ? 10 * each : each;
  };
  return { clock: async () => time, block, used: () => time, taken: () => steps };
}

test('the timed block is warm and long enough', async () => {
  const { block, clock, used } = work(0.5, 5);
  expect(await timeBlocks(block, 100, clock)).toBeCloseTo(500, 6);
  expect(used()).toBeGreaterThan(150);
});

test('a single step that is longer than all that is wanted counts as it is', async () => {
  const { block, clock, taken } = work(4000, 0);
  expect(await timeBlocks(block, 100, clock)).toBe(4e6);
  expect(taken()).toBe(1);
});
