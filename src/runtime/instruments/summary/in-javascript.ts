/** Summaries where values are in reach already: on the cpu and wasm backends. */
import type { Distribution } from '../../../protocol/readings.ts';
import { HISTOGRAM_BINS } from '../../../protocol/readings.ts';
import { thresholds } from './segment.ts';
import type { Segment, Summary } from './segment.ts';

export const summariseInJavaScript = (segments: readonly Segment[]): readonly Summary[] =>
  segments.map((segment) => summariseValues(segment.tensor.dataSync<'float32'>(), segment));

/** `values` are rows of `units` each where dead units are asked for. The saturated ones are a fraction, from 0 to 1. */
export function summariseValues(values: Float32Array, { units, range }: Omit<Segment, 'tensor'>): Summary {
  const [all, norm] = distributionAndNorm(values);
  return {
    distribution: all,
    norm,
    deadUnits: units === undefined ? 0 : deadUnits(values, units),
    saturated: range === undefined ? 0 : saturatedFraction(values, range),
  };
}

/** Non-finite values are counted apart and left out of everything else. */
export const distribution = (values: Float32Array): Distribution => distributionAndNorm(values)[0];

/** Plain loops over places: these run over every value that flows, several times a second. */
function distributionAndNorm(values: Float32Array): readonly [Distribution, norm: number] {
  let count = 0;
  let sum = 0;
  let ofSquares = 0;
  let zeros = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (!isFinite(value)) continue;
    count++;
    sum += value;
    ofSquares += value * value;
    zeros += value === 0 ? 1 : 0;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const nonFinite = values.length - count;
  const norm = Math.sqrt(ofSquares);
  if (count === 0) {
    const bins = new Float32Array(HISTOGRAM_BINS);
    return [{ count, mean: 0, std: 0, min: 0, max: 0, zeros: 0, nonFinite, bins }, norm];
  }
  const mean = sum / count;
  const { bins, squares } = binsAndSquares(values, mean, min, max);
  return [{ count, mean, std: Math.sqrt(squares / count), min, max, zeros: zeros / count, nonFinite, bins }, norm];
}

/** What is infinite or no number leaves no number when taken from itself; quicker than to ask `Number`. */
const isFinite = (value: number): boolean => value - value === 0;

function binsAndSquares(values: Float32Array, mean: number, min: number, max: number) {
  // Whole numbers are counted up twice as fast as others. The largest value falls into a bin too many.
  const counts = new Int32Array(HISTOGRAM_BINS + 1);
  const scale = max > min ? HISTOGRAM_BINS / (max - min) : 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (!isFinite(value)) continue;
    const off = value - mean;
    squares += off * off;
    const bin = Math.trunc((value - min) * scale);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const bins = Float32Array.from(counts.subarray(0, HISTOGRAM_BINS));
  const [lowest = 0, beyond = 0] = [counts[0], counts[HISTOGRAM_BINS]];
  // All values equal: they stand in the middle.
  if (scale === 0) bins.fill(0).fill(lowest, HISTOGRAM_BINS / 2, HISTOGRAM_BINS / 2 + 1);
  else bins[HISTOGRAM_BINS - 1] = (bins[HISTOGRAM_BINS - 1] ?? 0) + beyond;
  return { bins, squares };
}

/** Units (columns) that are zero in every row. */
export function deadUnits(values: Float32Array, units: number): number {
  const alive = new Uint8Array(units);
  let left = units;
  for (let row = 0; row < values.length && left > 0; row += units) {
    for (let unit = 0; unit < units; unit++) {
      if (alive[unit] !== 0 || values[row + unit] === 0) continue;
      alive[unit] = 1;
      left--;
    }
  }
  return left;
}

/** Fraction of values within 1 % of a bound of the activation's range; `null` is no bound on that side. */
export function saturatedFraction(
  values: Float32Array,
  range: readonly [low: number | null, high: number | null],
): number {
  const [low, high] = thresholds(range);
  const least = low ?? Number.NEGATIVE_INFINITY;
  const most = high ?? Number.POSITIVE_INFINITY;
  let near = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value < least || value > most) near++;
  }
  return values.length === 0 ? 0 : near / values.length;
}
