/*
 * Summaries on the graphics card: all segments are laid end to end and reduced by a handful of
 * dispatches, whatever their number, and some thirty numbers per segment leave the device in one read.
 */
import { HISTOGRAM_BINS } from '../../../protocol/readings.ts';
import { readAll } from '../../read-all.ts';
import { tf } from '../../tf.ts';
import type { Tensor } from '../../tf.ts';
import * as kernels from './summary-kernels.ts';
import { runKernel } from './run-kernel.ts';
import { thresholds } from './segment.ts';
import type { Segment, Summary } from './segment.ts';

/** One for each segment, in their order; only where `runsKernels`. The tensors stay the caller's. */
export async function summariseOnDevice(segments: readonly Segment[]): Promise<readonly Summary[]> {
  if (segments.length === 0) return [];
  const found = reduceOnDevice(segments);
  const numbers = await readAll(found);
  tf.dispose(found);
  return segments.map(({ tensor }, s) => summaryOf(tensor.size, s, numbers));
}

/** What `reduceOnDevice` gives for so many segments, in numbers. */
export const reducedSizes = (segments: number): readonly number[] => [
  segments * kernels.MOMENTS,
  segments * kernels.SPREAD,
  segments,
];

/** The summaries of segments of these sizes, from all numbers of `reduceOnDevice` laid end to end. */
export function summariesFrom(sizes: readonly number[], numbers: Float32Array): readonly Summary[] {
  let end = 0;
  const parts = reducedSizes(sizes.length).map((size) => numbers.subarray(end, (end += size)));
  return sizes.map((size, s) => summaryOf(size, s, parts));
}

function summaryOf(size: number, s: number, reduced: readonly Float32Array[]): Summary {
  const [moments = new Float32Array(), spread = new Float32Array(), silent = new Float32Array()] = reduced;
  const [count = 0, sum = 0, min = 0, max = 0, zeros = 0, saturated = 0] = moments.subarray(s * kernels.MOMENTS);
  const numbers = spread.subarray(s * kernels.SPREAD, (s + 1) * kernels.SPREAD);
  const squares = numbers[HISTOGRAM_BINS] ?? 0;
  const some = count > 0;
  const mean = some ? sum / count : 0;
  return {
    distribution: {
      count,
      mean,
      std: some ? Math.sqrt(squares / count) : 0,
      min: some ? min : 0,
      max: some ? max : 0,
      zeros: some ? zeros / count : 0,
      nonFinite: size - count,
      bins: numbers.slice(0, HISTOGRAM_BINS),
    },
    norm: Math.sqrt(squares + count * mean * mean),
    deadUnits: silent[s] ?? 0,
    saturated: size === 0 ? 0 : saturated / size,
  };
}

/** The reductions, still on the device. The caller disposes them. */
export const reduceOnDevice = (segments: readonly Segment[]): Tensor[] => tf.tidy(() => reduce(segments));

/** Combined moments, combined spread and silent units, each for all segments. */
function reduce(segments: readonly Segment[]): Tensor[] {
  const { LANES, MOMENTS, SPREAD } = kernels;
  const count = segments.length;
  const packed = tf.concat1d(segments.map(({ tensor }) => tf.reshape<tf.Rank.R1>(tensor, [-1])));
  const { table, units, spans } = layout(segments);
  const lanes = runKernel(kernels.moments, [packed, table], count * LANES * MOMENTS);
  const moments = runKernel(kernels.combinedMoments, [lanes], count * MOMENTS);
  const spreadLanes = runKernel(kernels.spread, [packed, table, moments], count * LANES * SPREAD);
  const spread = runKernel(kernels.combinedSpread, [spreadLanes], count * SPREAD);
  const silent =
    units === undefined
      ? tf.zeros([count])
      : runKernel(
          kernels.silentUnits,
          [runKernel(kernels.silentUnit, [packed, units.tensor], units.count), spans],
          count,
        );
  return [moments, spread, silent];
}

/** Where each segment and each of its units lies. */
function layout(segments: readonly Segment[]) {
  const table: number[] = [];
  const places: number[] = [];
  const spans: number[] = [];
  let start = 0;
  for (const { tensor, units, range } of segments) {
    const [low, high] = range === undefined ? [null, null] : thresholds(range);
    table.push(start, tensor.size, low ?? -3.4e38, high ?? 3.4e38, range === undefined ? 0 : 1);
    spans.push(places.length / 3, units ?? 0);
    for (let unit = 0; unit < (units ?? 0); unit++) {
      places.push(start + unit, units ?? 1, Math.floor(tensor.size / (units ?? 1)));
    }
    start += tensor.size;
  }
  return {
    table: tf.tensor1d(table),
    spans: tf.tensor1d(spans),
    units: places.length === 0 ? undefined : { tensor: tf.tensor1d(places), count: places.length / 3 },
  };
}
