import { expect, test } from 'vitest';
import { mixed, parseColour } from '../../../src/ui/dock/theme-colours.ts';

test('theme variables are read in the forms they are written in', () => {
  expect(parseColour('#56b4e9')).toEqual([86, 180, 233]);
  expect(parseColour('#fa0')).toEqual([255, 170, 0]);
  expect(parseColour('rgb(1 2 3)')).toEqual([1, 2, 3]);
  expect(parseColour('rgb(10, 20, 30)')).toEqual([10, 20, 30]);
  expect(parseColour('')).toEqual([0, 0, 0]);
});

test('mixing goes along the straight line', () => {
  expect(mixed([0, 0, 0], [100, 50, 10], 0.5)).toEqual([50, 25, 5]);
});
