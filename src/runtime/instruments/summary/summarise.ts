/** Mean, spread, extremes, zeros, histogram, norm, dead units and saturation of many tensors at once. */
import { readAll, readsAtOnce } from '../../read-all.ts';
import { tf } from '../../tf.ts';
import { summariseInJavaScript, summariseValues } from './in-javascript.ts';
import { reduceOnDevice, summariseOnDevice } from './on-device.ts';
import { runsKernels } from './run-kernel.ts';
import type { Segment, Summary } from './segment.ts';

/** One summary for each segment, reduced where the values are: only the summaries leave a graphics card. */
export async function summarise(segments: readonly Segment[]): Promise<readonly Summary[]> {
  if (readsAtOnce()) return summariseInJavaScript(segments);
  if (runsKernels()) return summariseOnDevice(segments);
  // Old graphics drivers (WebGL 1) cannot run our kernels: there the values themselves are read.
  const values = await readAll(segments.map(({ tensor }) => tensor));
  return segments.map((segment, i) => summariseValues(values[i] ?? new Float32Array(), segment));
}

/** Runs the reductions without reading their results. */
export function rehearseSummary(segments: readonly Segment[]): void {
  if (!readsAtOnce() && runsKernels()) tf.dispose(reduceOnDevice(segments));
}
