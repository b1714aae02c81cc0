import { describe, expect, test } from 'vitest';
import { bounded } from '../../../src/ui/runs/bounded.ts';
import { createRunsStore, MAX_COMPARED, nextNumber } from '../../../src/ui/runs/runs-store.ts';
import { record } from './fixtures.ts';

const setUp = (...numbers: number[]) => {
  const store = createRunsStore();
  store.getState().load(numbers.map((number) => record(number)));
  return { store, state: () => store.getState(), ids: () => store.getState().records.map(({ id }) => id) };
};

test('of too many runs the oldest go, but never pinned ones', () => {
  const records = [record(1, { pinned: true }), record(2), record(3), record(4)];
  expect(bounded(records, 3).map(({ number }) => number)).toEqual([4, 3, 1]);
  expect(bounded([record(1, { pinned: true }), record(2, { pinned: true })], 1)).toHaveLength(2);
});

describe('the kept runs', () => {
  test('stand with the latest first, stored ones behind those of this visit', () => {
    const { state, ids } = setUp();
    state().put(record(7));
    state().load([record(3), record(5)]);
    expect(ids()).toEqual(['r7', 'r5', 'r3']);
    expect(state().loaded).toBe(true);
  });

  test('a run that goes on takes its own place, and keeps the name and the pin that it was given', () => {
    const { state } = setUp(1, 2);
    state().rename('r1', '  Wide net ');
    state().pin('r1', true);
    state().put(record(1, { epoch: 11 }));
    expect(state().records[1]).toMatchObject({ id: 'r1', name: 'Wide net', pinned: true, epoch: 11 });
  });

  test('an empty name is the number again', () => {
    const { state } = setUp(4);
    state().rename('r4', 'x');
    state().rename('r4', '   ');
    expect(state().records[0]?.name).toBe('Run 4');
  });

  test('what was deleted is no longer chosen, can be brought back, and its number is not given away', () => {
    const { state, ids } = setUp(1, 2, 3);
    state().choose(['r3', 'r1']);
    state().remove(['r3']);
    expect(ids()).toEqual(['r2', 'r1']);
    expect(state().chosen).toEqual(['r1']);
    expect(nextNumber(state())).toBe(4);
    state().bringBack();
    expect(ids()).toEqual(['r3', 'r2', 'r1']);
    expect(state().deleted).toEqual([]);
  });

  test('as many are chosen as can be told apart, each once, and none that there is not', () => {
    const { state } = setUp(...Array.from({ length: 20 }, (_, i) => i + 1));
    state().choose(['nobody', 'r1', 'r1', ...Array.from({ length: 20 }, (_, i) => `r${i + 1}`)]);
    expect(state().chosen).toHaveLength(MAX_COMPARED);
    expect(new Set(state().chosen).size).toBe(MAX_COMPARED);
    expect(state().chosen[0]).toBe('r1');
  });
});
