import { expect, test } from 'vitest';
import { plainColour } from '../../../src/ui/picture/read-marks.ts';

test('a mixed colour is written as every program reads it; any other stays', () => {
  expect(plainColour('color(srgb 0.2 0.4 1)')).toBe('rgb(51, 102, 255)');
  expect(plainColour('color(srgb 0 1e-3 0.5 / 0.25)')).toBe('rgba(0, 0, 128, 0.25)');
  expect(plainColour('rgb(1, 2, 3)')).toBe('rgb(1, 2, 3)');
});
