import { describe, expect, it } from 'vitest';
import { pushThinned } from '../../../src/ui/stores/thin.ts';

const fill = (count: number, limit: number, stride = 1) => {
  let items: readonly { step: number }[] = [];
  for (let i = 0; i < count; i++) items = pushThinned(items, { step: i * stride }, limit);
  return items.map(({ step }) => step);
};

describe('pushThinned', () => {
  it('keeps everything up to the limit', () => {
    expect(fill(5, 5)).toEqual([0, 1, 2, 3, 4]);
  });

  it('never grows beyond the limit and keeps the first and the latest', () => {
    for (const count of [65, 100, 1000]) {
      const steps = fill(count, 64);
      expect(steps).toHaveLength(64);
      expect(steps[0]).toBe(0);
      expect(steps.at(-1)).toBe(count - 1);
    }
  });

  it('keeps the entries in order and evenly spread over the whole run', () => {
    const steps = fill(4096, 64);
    const gaps = steps.slice(1).map((step, i) => step - (steps[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(128);
  });

  it('does not change the list it was given', () => {
    const before = [{ step: 0 }, { step: 1 }, { step: 2 }];
    pushThinned(before, { step: 3 }, 3);
    expect(before).toHaveLength(3);
  });
});
