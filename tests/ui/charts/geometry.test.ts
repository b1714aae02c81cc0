import { describe, expect, it } from 'vitest';
import {
  axisTicks,
  barsPath,
  bulkDomain,
  densityAt,
  evenly,
  histogramBars,
  jointDomain,
  linePath,
  niceDomain,
  tallestHill,
  thinned,
  widened,
} from '../../../src/ui/charts/geometry.ts';
import { summarise } from '../../../src/ui/charts/distribution-of.ts';

const normalish = summarise(Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i) + Math.sin(i * 1.7)));

describe('summarise', () => {
  it('gives mean, spread, extremes, zeros and bins', () => {
    const { count, mean, std, min, max, zeros, bins } = summarise(Float32Array.of(0, 0, 2, 4), 4);
    expect({ count, mean, min, max, zeros }).toEqual({ count: 4, mean: 1.5, min: 0, max: 4, zeros: 0.5 });
    expect(std).toBeCloseTo(Math.sqrt(2.75), 12);
    expect([...bins]).toEqual([2, 0, 1, 1]);
  });
  it('leaves out what is no number and says how many', () => {
    const made = summarise(Float32Array.of(1, Number.NaN, Infinity, 3), 2);
    expect(made.nonFinite).toBe(2);
    expect(made.count).toBe(2);
    expect([...made.bins]).toEqual([1, 1]);
  });
  it('survives nothing and a single value', () => {
    expect(summarise(new Float32Array())).toMatchObject({ count: 0, mean: 0, std: 0, min: 0, max: 0 });
    expect(summarise(Float32Array.of(5, 5)).bins.reduce((a, b) => a + b)).toBe(2);
  });
});

describe('domains', () => {
  it('are never empty', () => {
    for (const [low, high] of [
      [0, 0],
      [3, 3],
      [-2, -2],
      [Number.NaN, 1],
      [Infinity, -Infinity],
    ] as const) {
      const [from, to] = widened(low, high);
      expect(to).toBeGreaterThan(from);
    }
  });
  it('are rounded outwards', () => {
    const [low, high] = niceDomain(-0.93, 2.71);
    expect(low).toBeLessThanOrEqual(-0.93);
    expect(high).toBeGreaterThanOrEqual(2.71);
    expect(niceDomain(-0.94, 2.69)).toEqual([low, high]);
  });
  it('join several distributions, and cut stray values where asked', () => {
    const stray = summarise(Float32Array.of(...Array.from({ length: 400 }, (_, i) => (i % 10) / 10), 1000));
    expect(jointDomain([normalish, stray])[1]).toBe(1000);
    expect(bulkDomain([stray])[1]).toBeLessThan(300);
  });
  it('get at most the wanted number of ticks, all inside', () => {
    for (const most of [1, 2, 3, 5]) {
      const ticks = axisTicks([-0.7, 13.2], most);
      expect(ticks.length).toBeLessThanOrEqual(most);
      expect(ticks.length).toBeGreaterThan(0);
      for (const tick of ticks) expect(tick >= -0.7 && tick <= 13.2).toBe(true);
    }
  });
});

describe('bars', () => {
  it('stand inside the plot, the tallest at full height', () => {
    const bars = histogramBars(normalish, [-3, 3], 240, 50);
    expect(Math.max(...bars.map((bar) => bar.height))).toBe(50);
    for (const bar of bars) expect(bar.x >= 0 && bar.x + bar.width <= 240.5).toBe(true);
  });
  it('leave out what lies outside the domain', () => {
    expect(histogramBars(normalish, [5, 6], 100, 10)).toEqual([]);
  });
  it('are a single one where all values are equal', () => {
    const [bar, ...others] = histogramBars(summarise(new Float32Array(9).fill(2)), [0, 4], 100, 30);
    expect(others).toEqual([]);
    expect(bar?.height).toBe(30);
    expect((bar?.x ?? 0) + (bar?.width ?? 0) / 2).toBeCloseTo(50, 1);
  });
  it('become one closed path', () => {
    expect(barsPath([{ x: -5, width: 10, height: 4 }], 20, 100)).toBe('M0 20V16H5V20Z');
  });
});

describe('lines', () => {
  it('break where a number is missing', () => {
    const at = (...ys: number[]) => ys.map((y, x) => ({ x, y }));
    expect(linePath(at(1, 2, 3))).toBe('M0 1L1 2L2 3');
    expect(linePath(at(1, Number.NaN, 3, 4))).toBe('M0 1M2 3L3 4');
  });
  it('sample both ends', () => expect(evenly([-1, 1], 3)).toEqual([-1, 0, 1]));
});

describe('densities', () => {
  it('hold one unit of area', () => {
    const xs = evenly([normalish.min, normalish.max], 2001);
    const area = xs.reduce((sum, x) => sum + densityAt(normalish, x), 0) * ((normalish.max - normalish.min) / 2000);
    expect(area).toBeCloseTo(1, 1);
  });
  it('are nothing outside', () => expect(densityAt(normalish, normalish.max + 1)).toBe(0));
});

describe('tallestHill', () => {
  it('is the top of ordinary hills, and not that of a lone spike', () => {
    const hill = evenly([-3, 3], 97).map((x) => Math.exp(-x * x));
    expect(tallestHill([hill])).toBeCloseTo(1, 2);
    const spiked = hill.map((height, i) => (i === 40 ? 50 : height));
    expect(tallestHill([hill, spiked])).toBeLessThan(2);
  });
  it('is never zero', () => expect(tallestHill([[0, 0], []])).toBeGreaterThan(0));
});

describe('thinned', () => {
  it('keeps first and last', () => {
    const all = Array.from({ length: 57 }, (_, i) => i);
    const few = thinned(all, 10);
    expect(few).toHaveLength(10);
    expect(few[0]).toBe(0);
    expect(few.at(-1)).toBe(56);
    expect(thinned([1, 2], 10)).toEqual([1, 2]);
  });
});
