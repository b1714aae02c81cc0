import { expect, test } from 'vitest';
import { HISTOGRAM_BINS } from '../../../../src/protocol/readings.ts';
import {
  deadUnits,
  distribution,
  summariseValues,
  saturatedFraction,
} from '../../../../src/runtime/instruments/summary/in-javascript.ts';

test('mean, spread, extremes and zeros', () => {
  const d = distribution(Float32Array.of(0, 0, 2, 4));
  expect(d).toMatchObject({ count: 4, mean: 1.5, min: 0, max: 4, zeros: 0.5, nonFinite: 0 });
  expect(d.std).toBeCloseTo(Math.sqrt(2.75), 12);
  expect(d.bins[0]).toBe(2);
  expect(d.bins[HISTOGRAM_BINS / 2]).toBe(1);
  expect(d.bins[HISTOGRAM_BINS - 1]).toBe(1);
});

test('non-finite values are counted apart', () => {
  const d = distribution(Float32Array.of(1, Number.NaN, 3, Number.POSITIVE_INFINITY));
  expect(d).toMatchObject({ count: 2, mean: 2, min: 1, max: 3, nonFinite: 2 });
  expect(distribution(Float32Array.of(Number.NaN))).toMatchObject({ count: 0, mean: 0, std: 0, nonFinite: 1 });
});

test('equal values stand in the middle bin', () => {
  expect(distribution(new Float32Array(7).fill(0.5)).bins[HISTOGRAM_BINS / 2]).toBe(7);
});

test('dead units are zero in every row', () => {
  expect(deadUnits(Float32Array.of(0, 1, 0, 0, 0, 2, 0, 0, 0), 3)).toBe(1);
});

test('saturation near the bounds of the activation', () => {
  expect(saturatedFraction(Float32Array.of(-0.999, 0, 0.5, 0.9999), [-1, 1])).toBe(0.5);
  expect(saturatedFraction(Float32Array.of(0.001, 5), [0, null])).toBe(0.5);
});

test('norm', () => expect(summariseValues(Float32Array.of(3, 4), {}).norm).toBe(5));
