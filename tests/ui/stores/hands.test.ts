import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHands } from '../../../src/ui/stores/hands.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('does at once what waits for nothing', () => {
  const work = vi.fn();
  createHands().whenFree(work);
  expect(work).toHaveBeenCalledTimes(1);
});

it('does what waited when the last thing that was moved is let go, once', () => {
  const hands = createHands();
  const work = vi.fn();
  hands.begin('view');
  hands.begin('card');
  hands.whenFree(work);
  hands.whenFree(work);
  hands.end('view');
  expect(hands.busy()).toBe(true);
  expect(work).not.toHaveBeenCalled();
  hands.end('card');
  expect(hands.busy()).toBe(false);
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5000);
  expect(work).toHaveBeenCalledTimes(1);
});

it('waits for a second at the latest', () => {
  const hands = createHands();
  const work = vi.fn();
  hands.begin('view');
  hands.whenFree(work);
  vi.advanceTimersByTime(999);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(1);
  hands.end('view');
  expect(work).toHaveBeenCalledTimes(1);
});

it('waits longer where it is told so', () => {
  const hands = createHands();
  const work = vi.fn();
  hands.begin('view');
  hands.whenFree(work, 5000);
  vi.advanceTimersByTime(4999);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(1);
});
