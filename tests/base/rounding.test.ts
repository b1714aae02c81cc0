import { expect, test } from 'vitest';
import { toHundredths, toTenths } from '../../src/base/rounding.ts';

test('numbers of drawings have one digit behind the point, or two', () => {
  expect([1.26, -0.04, 7].map(toTenths)).toEqual([1.3, -0, 7]);
  expect([1.256, -7.777, 7].map(toHundredths)).toEqual([1.26, -7.78, 7]);
});
