import { describe, expect, it } from 'vitest';
import { functionLabels, functionRange, sampled } from '../../../src/ui/charts/function-geometry.ts';
import { evenly } from '../../../src/ui/charts/geometry.ts';

describe('functionRange', () => {
  const xs = evenly([-6, 6], 121);
  it('shows the whole of a bounded function and its slope', () => {
    const [low, high] = functionRange(xs, Math.tanh, (x) => 1 - Math.tanh(x) ** 2);
    expect(low).toBeLessThan(-0.99);
    expect(high).toBeGreaterThan(1);
    expect(high).toBeLessThan(1.3);
  });
  it('cuts a function that explodes at the size of its domain', () => {
    expect(functionRange(xs, Math.exp, Math.exp)[1]).toBeLessThan(7);
  });
  it('is never empty', () => {
    const [low, high] = functionRange(xs, () => 0);
    expect(high).toBeGreaterThan(low);
  });
});

describe('functionLabels', () => {
  const place = (x: number, value: number) => ({ x: 20 * x + 120, y: 60 - 10 * value });
  it('keeps the two names apart where the lines meet', () => {
    const [first, second] = functionLabels([-6, 6], [(x) => x / 6, () => 0.9], place, [18, 120]);
    expect(Math.abs((first?.y ?? 0) - (second?.y ?? 0))).toBeGreaterThanOrEqual(14);
  });
  it('stays inside the plot', () => {
    for (const label of functionLabels([-6, 6], [(x) => 100 * x, (x) => -100 * x], place, [18, 120])) {
      expect(label.y >= 18 && label.y <= 120).toBe(true);
    }
  });
});

describe('sampled', () => {
  const xs = evenly([-6, 6], 101);
  it('leaves a gap where a slope leaps, ending on both sides of it', () => {
    const points = sampled(xs, (x) => (x > 0 ? 1 : 0), 0.05);
    const gap = points.findIndex((point) => Number.isNaN(point.y));
    expect(points[gap - 1]).toMatchObject({ x: expect.closeTo(0, 5), y: 0 });
    expect(points[gap + 1]).toMatchObject({ x: expect.closeTo(0, 5), y: 1 });
    expect(points.filter((point) => Number.isNaN(point.y))).toHaveLength(1);
  });
  it('joins what is only steep', () => {
    const steep = sampled(evenly([-100, 100], 101), (x) => 1 / (1 + Math.exp(-3 * x)), 0.02);
    expect(steep.every((point) => Number.isFinite(point.y))).toBe(true);
  });
});
