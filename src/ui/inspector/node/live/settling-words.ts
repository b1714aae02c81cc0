/** How far moving averages are from settled, in words and figures. */
import { compact, count, percent } from '../../../../base/format.ts';
import type { Readings } from '../../../../protocol/instruments.ts';
import type { ChartTable } from '../../../charts/frame/data-table.tsx';

export type Statistics = Readings['movingStatistics'];

/** An average counts as settled when so little of its first value is left. */
const SETTLED = 0.01;

export function settlingWords({ momentum, steps }: Statistics): string {
  if (steps === 0) return 'Not trained yet: the moving averages are still their first values.';
  const left = momentum ** steps;
  if (left < SETTLED) return `Settled: after ${count(steps)} steps nothing is left of the first values.`;
  const needed = momentum >= 1 ? Infinity : Math.ceil(Math.log(SETTLED) / Math.log(momentum));
  const rest = Number.isFinite(needed)
    ? `They settle after about ${count(needed)} steps`
    : 'With momentum 1 they never follow';
  return `After ${count(steps)} steps ${percent(left)} of each moving average is still its first value. ${rest}; until then the network answers worse outside training than it is. A lower momentum settles sooner.`;
}

export function distanceWords({ movingMean, batchMean, batchVariance, batch }: Statistics): string {
  const away = Array.from(movingMean, (mean, i) => {
    const spread = Math.sqrt(batchVariance[i] ?? 0);
    return spread > 0 ? Math.abs(mean - (batchMean[i] ?? 0)) / spread : 0;
  });
  const mean = away.reduce((sum, value) => sum + value, 0) / Math.max(1, away.length);
  return `The moving means lie ${compact(mean)} standard deviations from those of this batch of ${count(batch)} on average; a batch by itself scatters by about ${compact(1 / Math.sqrt(Math.max(1, batch)))}.`;
}

export const statisticsTable = (what: string, moving: Float32Array, batch: Float32Array): ChartTable => ({
  caption: `${what} by channel`,
  columns: ['channel', 'moving', 'this batch'],
  rows: Array.from(moving, (value, i) => [count(i + 1), compact(value), compact(batch[i] ?? Number.NaN)]),
});
