/** The figures of the charts that several places show. */
import { compact, count } from '../../../base/format.ts';
import type { Distribution } from '../../../protocol/readings.ts';
import { evenly } from '../geometry.ts';
import type { Domain } from '../geometry.ts';
import type { ChartTable } from './data-table.tsx';

/** Each bar of a histogram. */
export function histogramTable(name: string, { bins, min, max }: Distribution): ChartTable {
  const step = (max - min) / Math.max(1, bins.length);
  const single = max <= min;
  const rows = Array.from(bins, (bin, i) => [compact(min + i * step), compact(min + (i + 1) * step), count(bin)]);
  return {
    caption: `How often which ${name} occur`,
    columns: ['from', 'to', 'how many'],
    rows: single ? rows.filter(([, , many]) => many !== '0') : rows,
  };
}

/** The course of a distribution. */
export const courseTable = (
  name: string,
  rows: readonly { readonly step: number; readonly distribution: Distribution }[],
): ChartTable => ({
  caption: `${name} over time`,
  columns: ['step', 'mean', 'standard deviation', 'smallest', 'largest'],
  rows: rows.map(({ step, distribution: { mean, std, min, max } }) => [
    count(step),
    ...[mean, std, min, max].map(compact),
  ]),
});

/** Functions of one number, read at a few places. */
export const functionTable = (
  caption: string,
  domain: Domain,
  of: Readonly<Record<string, (x: number) => number>>,
  { places = 9, at = 'x', whole = false }: { places?: number; at?: string; whole?: boolean } = {},
): ChartTable => ({
  caption,
  columns: [at, ...Object.keys(of)],
  rows: evenly(domain, places)
    .map((x) => (whole ? Math.round(x) : x))
    .map((x) => [whole ? count(x) : compact(x), ...Object.values(of).map((f) => compact(f(x)))]),
});
