/** Summaries where values are in reach already: on the cpu and wasm backends. */
import type { Distribution } from '../../../protocol/readings.ts';
import { HISTOGRAM_BINS } from '../../../protocol/readings.ts';
import { thresholds } from './segment.ts';
import type { Segment, Summary } from './segment.ts';

export const summariseInJavaScript = (segments: readonly Segment[]): readonly Summary[] =>
  segments.map((segment) => summariseValues(segment.tensor.dataSync<'float32'>(), segment));

export const summariseValues = (values: Float32Array, { units, range }: Omit<Segment, 'tensor'>): Summary => ({
  distribution: distribution(values),
  norm: norm(values),
  deadUnits: units === undefined ? 0 : deadUnits(values, units),
  saturated: range === undefined ? 0 : saturatedFraction(values, range),
});

/** Non-finite values are counted apart and left out of everything else. */
export function distribution(values: Float32Array): Distribution {
  let count = 0;
  let sum = 0;
  let zeros = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    if (value === 0) zeros++;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const nonFinite = values.length - count;
  if (count === 0)
    return { count, mean: 0, std: 0, min: 0, max: 0, zeros: 0, nonFinite, bins: new Float32Array(HISTOGRAM_BINS) };
  const mean = sum / count;
  const { bins, squares } = binsAndSquares(values, mean, min, max);
  return { count, mean, std: Math.sqrt(squares / count), min, max, zeros: zeros / count, nonFinite, bins };
}

function binsAndSquares(values: Float32Array, mean: number, min: number, max: number) {
  const bins = new Float32Array(HISTOGRAM_BINS);
  const scale = max > min ? HISTOGRAM_BINS / (max - min) : 0;
  let squares = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    squares += (value - mean) ** 2;
    // All values equal: they stand in the middle.
    const bin = scale === 0 ? HISTOGRAM_BINS / 2 : Math.min(HISTOGRAM_BINS - 1, Math.floor((value - min) * scale));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { bins, squares };
}

/** Units (columns) that are zero in every row. */
export function deadUnits(values: Float32Array, units: number): number {
  const alive = new Uint8Array(units);
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) alive[i % units] = 1;
  return units - alive.reduce((sum, each) => sum + each, 0);
}

/** Fraction of values within 1 % of a bound of the activation's range; `null` is no bound on that side. */
export function saturatedFraction(
  values: Float32Array,
  range: readonly [low: number | null, high: number | null],
): number {
  const [low, high] = thresholds(range);
  let near = 0;
  for (const value of values) {
    if ((low !== null && value < low) || (high !== null && value > high)) near++;
  }
  return values.length === 0 ? 0 : near / values.length;
}

/** Euclidean norm of the finite values. */
export function norm(values: Float32Array): number {
  let sum = 0;
  for (const value of values) if (Number.isFinite(value)) sum += value * value;
  return Math.sqrt(sum);
}
