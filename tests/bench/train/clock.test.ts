/** Microseconds per step, on a clock of the test's own. */
import { expect, test } from 'vitest';
import { EpochClock, timeBlocks } from './clock.ts';

/** Work of which a step takes `each` milliseconds, ten times that while it is cold. */
function work(each: number, cold: number) {
  let time = 0;
  let steps = 0;
  const block = (count: number): void => {
    for (let i = 0; i < count; i++) time += ++steps <= cold ? 10 * each : each;
  };
  return { now: () => time, block, taken: () => steps };
}

test('blocks: the timed one is warm and long enough', async () => {
  const { block, now } = work(0.5, 5);
  expect(await timeBlocks(block, 100, now)).toBeCloseTo(500, 6);
  expect(now()).toBeGreaterThan(150);
});

test('blocks: after the first step, one that is longer than all that is wanted counts', async () => {
  const { block, now, taken } = work(4000, 1);
  expect(await timeBlocks(block, 100, now)).toBe(4e6);
  expect(taken()).toBe(2);
});

test('epochs: what comes before the warm-up is over does not count', () => {
  let time = 0;
  const clock = new EpochClock(30, () => time);
  const epoch = (step: number, took: number): boolean => {
    time += took;
    return clock.tick(step);
  };
  // Ten steps per epoch: a cold one, then 20 ms each.
  expect(epoch(10, 500)).toBe(false);
  expect(epoch(20, 20)).toBe(false);
  expect(epoch(30, 20)).toBe(true);
  expect(clock.microsecondsPerStep).toBe(2000);
});
