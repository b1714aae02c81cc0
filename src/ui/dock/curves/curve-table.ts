/** The figures of a plot as a table: a few steps, evenly chosen. */
import { count } from '../../../base/format.ts';
import type { ChartTable } from '../../charts/frame/data-table.tsx';
import { valueAt } from './curve-data.ts';
import type { Columns } from './curve-data.ts';
import { figureText } from './figure-text.ts';
import type { PlotSpec } from './plot-spec.ts';

const MOST_ROWS = 12;

/** Every curve that is more than a background, at the last step and at some before it. */
export function curveTable(caption: string, { steps, columns }: Columns, { series }: PlotSpec): ChartTable {
  const shown = series.flatMap(({ name, style, faint }, i) =>
    style === 'points' || faint === true ? [] : [{ name, column: columns[i] ?? [] }],
  );
  const rows = Math.min(MOST_ROWS, steps.length);
  const places = Array.from({ length: rows }, (_, i) => Math.ceil(((i + 1) * steps.length) / rows) - 1);
  return {
    caption,
    columns: ['step', ...shown.map(({ name }) => name)],
    rows: places.map((place) => [
      count(steps[place] ?? 0),
      ...shown.map(({ column }) => figureText(valueAt(column, place))),
    ]),
  };
}
