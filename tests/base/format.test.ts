import { describe, expect, it } from 'vitest';
import {
  bytes,
  compact,
  count,
  fixed,
  meanAndSpread,
  percent,
  plural,
  plainMinus,
  trueMinus,
} from '../../src/base/format.ts';

describe('compact', () => {
  it.each([
    [0, '0'],
    [16, '16'],
    [0.39, '0.39'],
    [0.0412, '0.0412'],
    [0.986, '0.986'],
    [0.0081, '8.1e−3'],
    [0.001, '1e−3'],
    [0.00998, '0.01'],
    [0.00994, '9.9e−3'],
    [1e-7, '1e−7'],
    [-0.0031, '−3.1e−3'],
    [999.4, '999'],
    [999.6, '1k'],
    [1240, '1.24k'],
    [999_999, '1M'],
    [-2_500_000, '−2.5M'],
    [3e12, '3T'],
    [4.2e17, '4.2e17'],
    [Number.NaN, 'NaN'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ])('writes %d as %s', (value, text) => expect(compact(value)).toBe(text));
});

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [999.7, '1.0 kB'],
    [1_240_000, '1.2 MB'],
    [123_456_789, '123 MB'],
    [4e9, '4.0 GB'],
    [9e15, '9000 TB'],
  ])('writes %d as %s', (value, text) => expect(bytes(value).replace('\u00a0', ' ')).toBe(text));
});

describe('count and plural', () => {
  it('sets thousands apart', () => expect(count(38_400)).toBe('38,400'));
  it('counts one and many', () => {
    expect(plural(1, 'layer')).toBe('1 layer');
    expect(plural(0, 'layer')).toBe('0 layers');
    expect(plural(2, 'class', 'classes')).toBe('2 classes');
  });
});

describe('percent', () => {
  it.each([
    [0, '0.0 %'],
    [0.487, '48.7 %'],
    [0.9996, '100 %'],
    [1, '100 %'],
  ])('writes %d as %s', (value, text) => expect(percent(value).replace('\u00a0', ' ')).toBe(text));
});

describe('forms of constant width', () => {
  const values = [
    0, 1e-12, 4e-9, 0.0042, 0.39, 1, 9.994, 9.996, 12.34, 99.96, 123.4, 999.7, 1234, 9950, 12_345, 123_456, 1e6, 8.7e8,
    1e12,
  ];
  it('writes every number in five characters, whatever its sign', () => {
    for (const value of values) {
      expect(fixed(value), `${value}`).toHaveLength(5);
      expect(fixed(-value), `${-value}`).toHaveLength(5);
    }
    for (const odd of [Number.NaN, Infinity, -Infinity]) expect(fixed(odd)).toHaveLength(5);
  });
  it('gives a number that rounds to nothing no sign', () => expect(fixed(-1e-12).trim()).toBe('0.00'));
  it('writes mean and spread in twelve characters', () => {
    expect(meanAndSpread(0.39, 0.58)).toBe('\u20070.39 ± 0.58');
    expect(meanAndSpread(-12.3, 123)).toBe('−12.3 ± \u2007123');
    for (const mean of values) for (const spread of values) expect(meanAndSpread(mean, spread)).toHaveLength(12);
    expect(meanAndSpread(Number.NaN, Number.NaN)).toHaveLength(12);
  });
});

it('a mean that is only rounding beside its spread is zero', () => {
  expect(meanAndSpread(8e-10, 1)).toBe('\u20070.00 ± 1.00');
  expect(meanAndSpread(-8e-10, 1)).toBe('\u20070.00 ± 1.00');
  expect(meanAndSpread(8e-10, 1e-9)).toMatch(/^.8e−10 ± 1e−9/);
});

it('has one minus sign on screen, in exponents and whole numbers too, and a hyphen for terminals', () => {
  for (const text of [compact(-0.0031), count(-1200), fixed(-0.004), trueMinus('-2.5e-7')])
    expect(text).not.toContain('-');
  expect(plainMinus(`from ${compact(-0.0031)} to ${compact(-Infinity)}, y − 1`)).toBe('from -3.1e-3 to -∞, y − 1');
});
