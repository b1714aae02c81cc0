import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPart, RETRY_MS } from '../../../src/ui/late/part.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a part is loaded once, however often it is asked for, and says when it has come', async () => {
  const load = vi.fn(() => Promise.resolve('menu'));
  const came = vi.fn();
  const part = createPart(load, came);
  const then = vi.fn();
  part.subscribe(then);
  expect(part.current()).toBeUndefined();
  part.begin();
  part.begin();
  await vi.advanceTimersByTimeAsync(1);
  part.begin();
  expect(load).toHaveBeenCalledTimes(1);
  expect(part.current()).toBe('menu');
  expect(then).toHaveBeenCalledTimes(1);
  expect(came.mock.calls).toEqual([[true]]);
});

test('a part that does not come is tried again until it does, and says both', async () => {
  let network = false;
  const load = vi.fn(() => (network ? Promise.resolve('menu') : Promise.reject(new Error('offline'))));
  const came = vi.fn();
  const part = createPart(load, came);
  part.begin();
  await vi.advanceTimersByTimeAsync(1);
  expect(came.mock.calls).toEqual([[false]]);
  await vi.advanceTimersByTimeAsync(RETRY_MS);
  expect(load).toHaveBeenCalledTimes(2);
  expect(part.current()).toBeUndefined();
  network = true;
  await vi.advanceTimersByTimeAsync(RETRY_MS);
  expect(part.current()).toBe('menu');
  expect(came.mock.calls).toEqual([[false], [false], [true]]);
  await vi.advanceTimersByTimeAsync(10 * RETRY_MS);
  expect(load).toHaveBeenCalledTimes(3);
});

test('parts that come at about the same time are told of together, in their order', async () => {
  const told: string[] = [];
  const parts = ['menu', 'dialog', 'panel'].map((name, i) => {
    // Each comes some turns of the queue after the one before.
    const load = async () => {
      for (let turn = 0; turn < 5 * i; turn++) await Promise.resolve();
      return name;
    };
    const part = createPart(load, vi.fn());
    part.subscribe(() => {
      told.push(name);
      // Whoever draws in a microtask draws all of them.
      queueMicrotask(() => told.push('drawn'));
    });
    return part;
  });
  for (const part of parts) part.begin();
  await vi.runAllTimersAsync();
  expect(parts.map((part) => part.current())).toEqual(['menu', 'dialog', 'panel']);
  expect(told).toEqual(['menu', 'dialog', 'panel', 'drawn', 'drawn', 'drawn']);
});

test('who has called off hears nothing', async () => {
  const part = createPart(() => Promise.resolve(1), vi.fn());
  const then = vi.fn();
  part.subscribe(then)();
  part.begin();
  await vi.advanceTimersByTimeAsync(1);
  expect(then).not.toHaveBeenCalled();
});
