import { expect, test } from 'vitest';
import { BANDS, bandOf, contourScale, placeOn } from '../../../../src/ui/charts/contour/contour-scale.ts';

test('a scale runs from the lowest to the highest finite value', () => {
  expect(contourScale([3, Infinity, -2, Number.NaN, 7], false)).toEqual({ low: -2, high: 7, logarithmic: false });
  expect(contourScale([5, 5], false)).toEqual({ low: 5, high: 6, logarithmic: false });
  expect(contourScale([], false)).toEqual({ low: 0, high: 1, logarithmic: false });
});

test('on a logarithmic scale small heights above the lowest get bands of their own', () => {
  const scale = contourScale([0, 1000], true);
  expect(placeOn(scale, 0)).toBe(0);
  expect(placeOn(scale, 1000)).toBe(1);
  expect(bandOf(scale, 1)).toBeGreaterThan(2);
  expect(bandOf(contourScale([0, 1000], false), 1)).toBe(0);
});

test('every value has a band, the infinite the highest, and what is no number none', () => {
  const scale = contourScale([0, 10], true);
  expect(bandOf(scale, 10)).toBe(BANDS - 1);
  expect(bandOf(scale, Infinity)).toBe(BANDS - 1);
  expect(bandOf(scale, -1)).toBe(0);
  expect(bandOf(scale, Number.NaN)).toBe(-1);
});
