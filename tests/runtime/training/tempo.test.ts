import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Tempo } from '../../../src/runtime/training/tempo.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function tempo() {
  const made = new Tempo(() => Date.now());
  made.begin();
  return made;
}

/** Milliseconds that `work` takes by the clock. */
async function lasts(work: Promise<void>): Promise<number> {
  const start = Date.now();
  const seen = { over: false };
  void work.then(() => (seen.over = true));
  while (!seen.over) await vi.advanceTimersByTimeAsync(1);
  return Date.now() - start;
}

test('at full speed nothing waits', () => {
  const made = tempo();
  expect([made.until(false), made.until(true)]).toEqual([undefined, undefined]);
});

test('waits after each step for the rest of its time', async () => {
  const made = tempo();
  made.set({ unit: 'step', perSecond: 4 });
  const start = Date.now();
  vi.advanceTimersByTime(50);
  const until = made.until(false);
  expect(until).toBe(start + 250);
  expect(await lasts(made.wait(until ?? 0))).toBe(200);
  // The next one begins where this one should have ended, so that waiting adds no time.
  expect(made.until(true)).toBe(start + 500);
});

test('a pace in epochs lets steps pass', () => {
  const made = tempo();
  made.set({ unit: 'epoch', perSecond: 10 });
  expect(made.until(false)).toBeUndefined();
  expect(made.until(true)).toBe(Date.now() + 100);
});

test('what took too long is not made up for', () => {
  const made = tempo();
  made.set({ unit: 'step', perSecond: 10 });
  vi.advanceTimersByTime(1000);
  expect(made.until(false)).toBeUndefined();
  expect(made.until(false)).toBe(Date.now() + 100);
});

test('another pace, and any other news, end a wait at once', async () => {
  const made = tempo();
  made.set({ unit: 'step', perSecond: 1 });
  const waiting = made.wait(made.until(false) ?? 0);
  made.set('full');
  expect(await lasts(waiting)).toBeLessThan(2);
  made.set({ unit: 'step', perSecond: 1 });
  const again = made.wait(Date.now() + 1000);
  made.release();
  expect(await lasts(again)).toBeLessThan(2);
  expect(vi.getTimerCount()).toBe(0);
});
