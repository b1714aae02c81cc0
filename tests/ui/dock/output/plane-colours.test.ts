import { describe, expect, test } from 'vitest';
import {
  classColour,
  gridPixels,
  guessOf,
  valueColour,
  valueScale,
} from '../../../../src/ui/dock/output/plane-colours.ts';
import type { Palette } from '../../../../src/ui/dock/output/plane-colours.ts';
import { plane } from '../fixtures.ts';

const palette: Palette = {
  ground: [0, 0, 0],
  text: [255, 255, 255],
  series: [
    [0, 0, 200],
    [200, 100, 0],
    [0, 200, 0],
  ],
};

describe('guesses', () => {
  test('a single output is the probability of class 1', () => {
    expect(guessOf([0.9])).toEqual({ index: 1, probability: 0.9 });
    expect(guessOf([0.25])).toEqual({ index: 0, probability: 0.75 });
    expect(guessOf([0.5]).index).toBe(0);
  });

  test('several outputs: the largest; numbers outside 0 … 1 are held at the border', () => {
    expect(guessOf([0.2, 0.5, 0.3])).toEqual({ index: 1, probability: 0.5 });
    expect(guessOf([-3, 4]).probability).toBe(1);
  });
});

test('an answer that is no number is no class and leaves the ground bare', () => {
  expect(guessOf([Number.NaN])).toEqual({ index: -1, probability: 0 });
  expect(guessOf([0.2, Number.NaN]).index).toBe(-1);
  expect(classColour([Number.NaN], 2, palette, true)).toEqual([0, 0, 0]);
});

describe('colours of classes', () => {
  test('an undecided cell has the colour of the ground', () => {
    expect(classColour([0.5], 2, palette)).toEqual([0, 0, 0]);
    expect(classColour([1 / 3, 1 / 3, 1 / 3], 3, palette).every((part) => Math.abs(part) < 1e-6)).toBe(true);
  });

  test('a sure cell has its class’s colour, toned down so that points stand out', () => {
    expect(classColour([0], 2, palette)).toEqual([0, 0, 124]);
    expect(classColour([1], 2, palette)).toEqual([124, 62, 0]);
    expect(classColour([0, 0, 1], 3, palette)).toEqual([0, 124, 0]);
  });

  test('discretised cells have no shades', () => {
    expect(classColour([0.51], 2, palette, true)).toEqual(classColour([1], 2, palette));
  });
});

describe('colours of values', () => {
  test('data of both signs gets a scale around zero, other data one from low to high', () => {
    expect(valueScale([-1, 3])).toEqual({ low: -3, high: 3, diverging: true });
    expect(valueScale([2, 5])).toEqual({ low: 2, high: 5, diverging: false });
    expect(valueScale([2, 2])).toEqual({ low: 1.5, high: 2.5, diverging: false });
    expect(valueScale([])).toEqual({ low: 0, high: 1, diverging: false });
  });

  test('zero is the ground, the ends are blue and orange, and beyond them nothing changes', () => {
    const scale = valueScale([-1, 1]);
    expect(valueColour(0, scale, palette)).toEqual([0, 0, 0]);
    expect(valueColour(-1, scale, palette)).toEqual([0, 0, 200]);
    expect(valueColour(7, scale, palette)).toEqual([200, 100, 0]);
    expect(valueColour(Number.NaN, scale, palette)).toEqual([0, 0, 0]);
  });

  test('discretised values fall into bands', () => {
    const scale = valueScale([0, 8]);
    expect(valueColour(0.1, scale, palette, true)).toEqual(valueColour(0.9, scale, palette, true));
    expect(valueColour(0.1, scale, palette, true)).not.toEqual(valueColour(1.1, scale, palette, true));
  });
});

test('pixels run from the top, the grid from the bottom', () => {
  const pixels = gridPixels(plane([1, 2, 3, 4]), (row) => [row[0] ?? 0, 0, 0]);
  expect([0, 4, 8, 12].map((at) => pixels[at])).toEqual([3, 4, 1, 2]);
  expect(pixels[3]).toBe(255);
});
