/** Summarises numbers the page itself has drawn, in the same form as the probes' readings. */
import type { Distribution } from '../../protocol/readings.ts';

export function summarise(values: Float32Array, bins = usualBins(values.length)): Distribution {
  let count = 0;
  let mean = 0;
  let squares = 0;
  let zeros = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count += 1;
    // Welford's update: exact enough in one pass.
    const delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
    if (value === 0) zeros += 1;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const counts = new Float32Array(bins);
  const width = max - min;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = width > 0 ? Math.min(bins - 1, Math.floor(((value - min) / width) * bins)) : Math.floor(bins / 2);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return {
    count,
    mean,
    std: count === 0 ? 0 : Math.sqrt(squares / count),
    min: count === 0 ? 0 : min,
    max: count === 0 ? 0 : max,
    zeros: count === 0 ? 0 : zeros / count,
    nonFinite: values.length - count,
    bins: counts,
  };
}

/** As many bins as the numbers can fill (Rice's rule), between 6 and the probes' 24. */
const usualBins = (values: number): number => Math.max(6, Math.min(24, Math.ceil(2 * Math.cbrt(values))));
