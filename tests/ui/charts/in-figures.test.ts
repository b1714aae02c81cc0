import { expect, test } from 'vitest';
import { summarise } from '../../../src/ui/charts/distribution-of.ts';
import { fixedRangeOf, rangeOf, spreadOf } from '../../../src/ui/charts/in-figures.ts';

const write = (values: readonly number[]) => {
  const distribution = summarise(Float32Array.from(values));
  return [spreadOf, rangeOf, fixedRangeOf].map((how) => how(distribution));
};

test('a distribution is written with its mean, its spread and its ends', () => {
  expect(write([-1, 3])).toEqual(['\u20071.00 ± 2.00', '−1 to 3', '−1.00 …\u20073.00']);
});

test('of what is left beside NaN the figures are written, of nothing but NaN none', () => {
  expect(write([Number.NaN, 2, 2])[0]).toContain('2.00');
  expect(write([Number.NaN, Infinity])).toEqual(['no numbers', 'no numbers', 'no numbers']);
});
