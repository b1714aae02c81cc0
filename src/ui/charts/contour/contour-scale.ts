/*
 * Heights as bands of colour. A loss falls by orders of magnitude towards its minimum, where everything that matters
 * happens: on a logarithmic scale the bands go on getting narrower there instead of running into one.
 */
import { viridis } from '../../viridis.ts';
import { mixed, parseColour } from '../../dock/theme-colours.ts';
import type { Rgb } from '../../dock/theme-colours.ts';

export interface ContourScale {
  readonly low: number;
  readonly high: number;
  readonly logarithmic: boolean;
}

export const BANDS = 14;
/** How many orders of magnitude above its lowest value the scale tells apart. */
const DECADES = 4;
/** How much of viridis a band gets; what is drawn over it stands out from the rest, the page's ground. */
const DEPTH = 0.62;

/** From the lowest to the highest finite value; an infinite or missing one is left out. */
export function contourScale(values: Iterable<number>, logarithmic: boolean, least = Infinity): ContourScale {
  let low = least;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low))
    return { low: Number.isFinite(low) ? low : 0, high: Number.isFinite(low) ? low + 1 : 1, logarithmic };
  return { low, high, logarithmic };
}

/** The place of a value on the scale, from 0 to 1; NaN where there is no value. */
export function placeOn({ low, high, logarithmic }: ContourScale, value: number): number {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return logarithmic ? Math.log1p(share * 10 ** DECADES) / Math.log1p(10 ** DECADES) : share;
}

/** The band of a value, counted from 0; above all others where it is infinite, -1 where there is none. */
export function bandOf(scale: ContourScale, value: number): number {
  if (Number.isNaN(value)) return -1;
  return Math.min(BANDS - 1, Math.floor(placeOn(scale, value) * BANDS));
}

/** The colour of each band on this ground. */
export const bandColours = (ground: Rgb): readonly Rgb[] =>
  Array.from({ length: BANDS }, (_, band) => mixed(ground, parseColour(viridis(band / (BANDS - 1))), DEPTH));
