import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { gather } from '../../../src/ui/stores/gather.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function gathered(every: number) {
  const taken: (readonly number[])[] = [];
  return {
    taken,
    ...gather<number>(
      () => every,
      (items) => taken.push(items),
    ),
  };
}

it('hands on the first at once, and what follows in bundles with a rest between them', () => {
  const { taken, add } = gathered(100);
  add(1);
  expect(taken).toEqual([[1]]);
  add(2);
  add(3);
  expect(taken).toEqual([[1]]);
  vi.advanceTimersByTime(100);
  expect(taken).toEqual([[1], [2, 3]]);
  add(4);
  vi.advanceTimersByTime(99);
  expect(taken).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(taken.at(-1)).toEqual([4]);
});

it('hands on at once again after a rest in which nothing came', () => {
  const { taken, add } = gathered(100);
  add(1);
  vi.advanceTimersByTime(100);
  add(2);
  expect(taken).toEqual([[1], [2]]);
});

it('hands on what is kept back when asked, each item once and in order', () => {
  const { taken, add, flush } = gathered(100);
  [1, 2, 3].forEach(add);
  flush();
  flush();
  expect(taken).toEqual([[1], [2, 3]]);
  vi.advanceTimersByTime(1000);
  expect(taken).toHaveLength(2);
});

it('keeps nothing back without a rest', () => {
  const { taken, add } = gathered(0);
  [1, 2].forEach(add);
  expect(taken).toEqual([[1], [2]]);
});

it('asks after each bundle how long to rest', () => {
  const rests = [50, 200, 100];
  const taken: (readonly number[])[] = [];
  const { add } = gather<number>(
    () => rests.shift() ?? 0,
    (items) => taken.push(items),
  );
  add(1);
  add(2);
  vi.advanceTimersByTime(50);
  expect(taken).toEqual([[1], [2]]);
  add(3);
  vi.advanceTimersByTime(199);
  expect(taken).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(taken.at(-1)).toEqual([3]);
});

it('lets a bundle wait while it had better, for a second at the most', () => {
  let busy = true;
  const taken: (readonly number[])[] = [];
  const { add } = gather<number>(
    () => 100,
    (items) => taken.push(items),
    () => busy,
  );
  add(1);
  add(2);
  vi.advanceTimersByTime(900);
  expect(taken).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(taken).toEqual([[1, 2]]);
  add(3);
  vi.advanceTimersByTime(300);
  expect(taken).toHaveLength(1);
  busy = false;
  vi.advanceTimersByTime(50);
  expect(taken.at(-1)).toEqual([3]);
});
