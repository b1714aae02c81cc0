/*
 * The geometry of the small charts, apart from React so that it can be tested. Coordinates are SVG's:
 * x to the right, y downwards, in pixels.
 */
import { toHundredths } from '../../base/rounding.ts';
import { nice, ticks } from 'd3-array';
import type { Distribution } from '../../protocol/readings.ts';
import { linear } from './frame/scales.ts';

export type Domain = readonly [low: number, high: number];
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A domain that is never empty: a single value gets room on both sides. */
export function widened(low: number, high: number): Domain {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [-1, 1];
  if (high > low) return [low, high];
  const room = Math.abs(low) > 1e-12 ? Math.abs(low) / 2 : 0.5;
  return [low - room, low + room];
}

/** From the smallest of the finite numbers to the largest. */
export function extentOf(values: Iterable<number>): Domain {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return widened(low, high);
}

/** The next round numbers outside, so that an axis stays put while its data wobbles. */
export const niceDomain = (low: number, high: number, wanted = 4): Domain => nice(...widened(low, high), wanted);

/** One domain that shows all of them. */
export const jointDomain = (all: readonly Distribution[]): Domain =>
  widened(
    all.reduce((low, each) => Math.min(low, each.min), Infinity),
    all.reduce((high, each) => Math.max(high, each.max), -Infinity),
  );

/** Like `jointDomain`, cut at four standard deviations, so that one stray value does not flatten the rest. */
export const bulkDomain = (all: readonly Distribution[]): Domain =>
  widened(
    all.reduce((low, each) => Math.min(low, Math.max(each.min, each.mean - 4 * each.std)), Infinity),
    all.reduce((high, each) => Math.max(high, Math.min(each.max, each.mean + 4 * each.std)), -Infinity),
  );

/** Round numbers inside the domain for an axis, at most `most` of them. */
export function axisTicks([low, high]: Domain, most: number): readonly number[] {
  for (let wanted = most; wanted > 0; wanted--) {
    const found = ticks(low, high, wanted);
    if (found.length <= most) return found;
  }
  return [low];
}

export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The bars of a histogram laid out over `domain`, the tallest as tall as `height`. Where all values
 * are equal there is one bar in the middle of its place.
 */
export function histogramBars(
  distribution: Distribution,
  domain: Domain,
  width: number,
  height: number,
): readonly Bar[] {
  const { bins, min, max } = distribution;
  const tallest = bins.reduce((most, bin) => Math.max(most, bin), 0);
  if (tallest === 0) return [];
  const scale = linear(domain, [0, width]);
  if (max <= min) {
    const thick = Math.max(2, width / 40);
    return [{ x: toHundredths(scale(min) - thick / 2), width: toHundredths(thick), height }];
  }
  const step = (max - min) / bins.length;
  return Array.from(bins, (bin, index) => {
    const left = scale(min + index * step);
    const right = scale(min + (index + 1) * step);
    const gap = right - left > 3 ? 1 : 0;
    return {
      x: toHundredths(left),
      width: toHundredths(Math.max(0.5, right - left - gap)),
      height: toHundredths((bin / tallest) * height),
    };
  }).filter((bar) => bar.height > 0 && bar.x + bar.width > 0 && bar.x < width);
}

/** All bars as one path standing on `base`, cut off at the sides of the plot. */
export function barsPath(bars: readonly Bar[], base: number, width: number): string {
  return bars
    .map((bar) => {
      const left = Math.max(0, bar.x);
      const right = Math.min(width, bar.x + bar.width);
      return `M${toHundredths(left)} ${base}V${toHundredths(base - bar.height)}H${toHundredths(right)}V${base}Z`;
    })
    .join('');
}

/** A line through the points, cut wherever a number is missing. */
export function linePath(points: readonly Point[]): string {
  let path = '';
  let joined = false;
  for (const point of points) {
    const there = Number.isFinite(point.x) && Number.isFinite(point.y);
    if (there) path += `${joined ? 'L' : 'M'}${toHundredths(point.x)} ${toHundredths(point.y)}`;
    joined = there;
  }
  return path;
}

/** `points` numbers from the low end of the domain to the high end, both included. */
export const evenly = ([low, high]: Domain, points: number): readonly number[] =>
  Array.from({ length: points }, (_, i) => low + ((high - low) * i) / Math.max(1, points - 1));

/** The height of a histogram at `x` as a density, with straight lines between the middles of its bins. */
export function densityAt({ bins, min, max, count }: Distribution, x: number): number {
  if (count === 0 || max <= min || x < min || x > max) return 0;
  const step = (max - min) / bins.length;
  const place = (x - min) / step - 0.5;
  const left = Math.floor(place);
  const low = bins[Math.max(0, left)] ?? 0;
  const high = bins[Math.min(bins.length - 1, left + 1)] ?? 0;
  return (low + (high - low) * (place - left)) / (count * step);
}

/**
 * The density that is drawn at full height over several rows: the tallest one, unless it is a lone
 * spike (ReLU's zeros) that would flatten everything else.
 */
export function tallestHill(rows: readonly (readonly number[])[]): number {
  const usual = rows.map((row) => {
    const falling = row.toSorted((a, b) => b - a);
    return Math.min(falling[0] ?? 0, 1.6 * (falling[Math.floor(falling.length / 20)] ?? 0) || (falling[0] ?? 0));
  });
  return Math.max(...usual, 1e-12);
}

/** At most `most` of a list, evenly spaced, the last one always among them. */
export function thinned<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const stride = (all.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => all[Math.round(i * stride)]).filter((each) => each !== undefined);
}
