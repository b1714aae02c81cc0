/** What was measured, as a Markdown table. */
import { COLUMNS } from './summary.ts';
import type { Measured, Spread } from './summary.ts';

const RATIOS = ['fit', 'typed'] as const;

/** Three digits, with a unit that keeps the number short. */
export function time(us: number): string {
  // What rounds to the next unit is told in it: 999.7 µs are 1 ms.
  if (us < 999.5) return `${digits(us)} µs`;
  return us < 999.5e3 ? `${digits(us / 1000)} ms` : `${digits(us / 1e6)} s`;
}

const digits = (value: number): string => (value < 100 ? String(Number(value.toPrecision(2))) : value.toFixed(0));

const spread = ({ median, min, max }: Spread): string =>
  min === max ? `${digits(median)}×` : `${digits(median)}× (${digits(min)}–${digits(max)})`;

export function table(results: readonly Measured[]): string {
  const columns = COLUMNS.filter((column) => results.some(({ us }) => us[column] !== null));
  const head = ['net', 'variant', ...columns, ...RATIOS.map((peer) => `${peer} ÷ ours`)];
  const align = head.map((_cell, i) => (i < 2 ? '---' : '--:'));
  const rows = results
    .filter(({ us }) => Object.values(us).some((value) => value !== null))
    .map(({ net, variant, us, ratios }) => [
      net,
      variant,
      ...columns.map((column) => (us[column] === null || us[column] === undefined ? '–' : time(us[column]))),
      ...RATIOS.map((peer) => (ratios[peer] === undefined ? '–' : spread(ratios[peer]))),
    ]);
  return aligned([head, align, ...rows], 2);
}

/** Lines of a table, of which so many columns begin at the left and the others end at the right. */
export function aligned(rows: readonly (readonly string[])[], left: number): string {
  const widths = (rows[0] ?? []).map((_cell, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, i) => pad(cell, widths[i] ?? 0, i < left)).join(' | ');
  return rows.map((row) => `| ${line(row)} |`).join('\n');
}

function pad(cell: string, width: number, left: boolean): string {
  if (/^-+:?$/.test(cell)) return cell.endsWith(':') ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
  return left ? cell.padEnd(width) : cell.padStart(width);
}
