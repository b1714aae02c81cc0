/*
 * Colours of the predictions over a plane, cell by cell. For classes the shade says how sure the
 * network is: from the ground (it cannot tell) to the class's own colour. Values are blue below zero
 * and orange above where the data has both signs, otherwise viridis from low to high.
 */
import { viridis } from '../../viridis.ts';
import { mixed, parseColour } from '../theme-colours.ts';
import type { Rgb } from '../theme-colours.ts';

export interface Palette {
  /** What is behind the picture. */
  readonly ground: Rgb;
  readonly text: Rgb;
  /** One colour per class, in order. */
  readonly series: readonly Rgb[];
}

/** How much of a class's colour a wholly sure cell gets; points in full colour stand out from it. */
const DEPTH = 0.62;
const BANDS = 8;

const unit = (value: number): number => Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
const colourOf = (palette: Palette, index: number): Rgb =>
  palette.series[index % palette.series.length] ?? palette.ground;

export interface Guess {
  /** -1 where the network's answer is no number. */
  readonly index: number;
  /** The network's probability for that class. */
  readonly probability: number;
}

/** The class that a row of predictions stands for. A single output is the probability of class 1. */
export function guessOf(row: ArrayLike<number>): Guess {
  if (Array.prototype.some.call(row, (value: number) => Number.isNaN(value))) return { index: -1, probability: 0 };
  if (row.length === 1) {
    const one = unit(row[0] ?? 0);
    return one > 0.5 ? { index: 1, probability: one } : { index: 0, probability: 1 - one };
  }
  let index = 0;
  for (let i = 1; i < row.length; i++) if ((row[i] ?? -Infinity) > (row[index] ?? -Infinity)) index = i;
  return { index, probability: unit(row[index] ?? 0) };
}

/** The colour of a cell for classes; `discretise` leaves the shades out. */
export function classColour(row: ArrayLike<number>, classes: number, palette: Palette, discretise = false): Rgb {
  const { index, probability } = guessOf(row);
  const chance = 1 / Math.max(2, classes);
  const sure = discretise ? 1 : unit((probability - chance) / (1 - chance));
  return mixed(palette.ground, colourOf(palette, index), DEPTH * sure);
}

export interface ValueScale {
  readonly low: number;
  readonly high: number;
  readonly diverging: boolean;
}

/** A colour scale for values, taken from the data so that it stays put while the network learns. */
export function valueScale(values: ArrayLike<number>): ValueScale {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { low: 0, high: 1, diverging: false };
  if (low < 0 && high > 0) {
    const most = Math.max(-low, high);
    return { low: -most, high: most, diverging: true };
  }
  return high > low ? { low, high, diverging: false } : { low: low - 0.5, high: low + 0.5, diverging: false };
}

/** The colour of a value; the first two series are the two ends of a diverging scale. */
export function valueColour(value: number, scale: ValueScale, palette: Palette, discretise = false): Rgb {
  if (!Number.isFinite(value)) return palette.ground;
  const exact = unit((value - scale.low) / (scale.high - scale.low));
  const place = discretise ? (Math.min(BANDS - 1, Math.floor(exact * BANDS)) + 0.5) / BANDS : exact;
  if (!scale.diverging) return parseColour(viridis(place));
  return mixed(palette.ground, colourOf(palette, place < 0.5 ? 0 : 1), Math.abs(2 * place - 1));
}

export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly outputs: number;
  /** Row by row from the lowest second feature. */
  readonly values: Float32Array;
}

/** Index of a cell's first value; `row` counts from the lowest second feature. */
export const cellStart = (grid: Grid, column: number, row: number): number =>
  (row * grid.width + column) * grid.outputs;

/** Pixels of the whole grid, top row first, as an image wants them. */
export function gridPixels(grid: Grid, colour: (row: Float32Array) => Rgb): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(grid.width * grid.height * 4);
  for (let row = 0, at = 0; row < grid.height; row++) {
    for (let column = 0; column < grid.width; column++, at += 4) {
      const start = cellStart(grid, column, grid.height - 1 - row);
      const [red, green, blue] = colour(grid.values.subarray(start, start + grid.outputs));
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}
