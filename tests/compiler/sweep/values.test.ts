import { describe, expect, test } from 'vitest';
import { choice, flag, integer, optionalReal, real } from '../../../src/catalog/params.ts';
import { readValues, spaced } from '../../../src/compiler/sweep/values.ts';

const units = integer(8, { min: 1, max: 4096, help: '' });
const rate = real(0.01, { min: 0, log: true, help: '' });
const mode = choice('a', [{ value: 'a' }, { value: 'b' }], { help: '' });
const bias = flag(true, { help: '' });
const clip = optionalReal({ min: 0, help: '' });

const values = (...of: Parameters<typeof readValues>) => {
  const read = readValues(...of);
  return read.ok ? read.value : read.error;
};

describe('values to try', () => {
  test('are a list, each once', () => {
    expect(values(units, '8, 16,32,16')).toEqual([8, 16, 32]);
    expect(values(mode, 'b,a')).toEqual(['b', 'a']);
    expect(values(bias, 'on,false')).toEqual([true, false]);
    expect(values(clip, 'off, 0.5')).toEqual([null, 0.5]);
  });

  test('are a range, by factors where the param is of that kind or the ends lie far apart', () => {
    expect(values(rate, '1e-4..1e-1:4')).toEqual([0.0001, 0.001, 0.01, 0.1]);
    expect(values(units, '2..10:5')).toEqual([2, 4, 6, 8, 10]);
    expect(values(units, '1..1000:4')).toEqual([1, 10, 100, 1000]);
    expect(values(rate, '0.1..0.5:5 linear')).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(values(units, '1..3:9')).toEqual([1, 2, 3]);
    expect(values(units, '2..4')).toEqual([2, 3, 4]);
  });

  test('are everything there is to choose', () => {
    expect(values(mode, '*')).toEqual(['a', 'b']);
    expect(values(bias, '*')).toEqual([false, true]);
  });

  test.each([
    [units, '8,none', 'Found “none”, expected a whole number from 1 to 4096.'],
    [units, '8,0', 'Found “0”, expected a whole number from 1 to 4096.'],
    [units, '8,1.5', 'Found “1.5”, expected a whole number'],
    [units, '8,,9', 'A value is missing'],
    [mode, 'c', 'expected one of a, b'],
    [mode, 'a..b:3', 'Only numbers have a range.'],
    [rate, '0..1:3 log', 'both ends above zero'],
    [rate, '0..1:1', 'a count from 2 to 100'],
    [rate, 'x..1:3', 'a number at each end'],
    [units, '*', 'has no such list'],
  ])('are refused with the reason: %#', (schema, text, reason) => {
    expect(values(schema, text)).toContain(reason);
  });
});

test('the ends of a range are exactly what was asked for', () => {
  expect(spaced({ from: 0.1234567, to: 0.7, count: 3, scale: 'linear' }, false)).toEqual([0.1234567, 0.412, 0.7]);
  expect(spaced({ from: 100, to: 1, count: 3, scale: 'log' }, true)).toEqual([100, 10, 1]);
});
