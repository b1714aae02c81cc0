/** A table as CSV that opens in a spreadsheet. */
import { isGap } from '../../assets/table.ts';
import type { Table, TableColumn } from '../../assets/table.ts';

export function writeCsv({ rows, columns }: Table): string {
  const lines = [columns.map(({ name }) => written(name)).join(',')];
  for (let row = 0; row < rows; row++) lines.push(columns.map((column) => cellOf(column, row)).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function cellOf(column: TableColumn, row: number): string {
  const value = column.values[row] ?? 0;
  if (isGap(column, row)) return '';
  return column.kind === 'category' ? written(column.categories[value] ?? '') : shortest(value);
}

/** The fewest digits that give the same 32-bit float again. */
function shortest(value: number): string {
  for (const digits of [6, 7, 8]) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}

/** What a spreadsheet would take for a formula and run is marked as text. */
const FORMULA = /^[=+\-@\t\r]/;

function written(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
