/*
 * A table as numbers: categories one-hot, gaps filled or their rows left out. What a gap is filled with is
 * measured on the rows that train, so that nothing of the held-out ones leaks into training.
 */
import { isGap } from '../../assets/table.ts';
import type { Table, TableColumn } from '../../assets/table.ts';
import { must } from '../../base/invariant.ts';
import type { DatasetData } from '../define/index.ts';
import type { TableParams, TablePlan } from './table-plan.ts';

const columnAt = (table: Table, i: number): TableColumn => must(table.columns[i], `column ${i} of the table`);

/** The rows that can be used, in the order of the file. */
export function usableRows(table: Table, { target, features }: TablePlan, missing: TableParams['missing']): Int32Array {
  const needed = (missing === 'drop' ? [...features, target] : [target]).map((i) => columnAt(table, i));
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) if (!needed.some((column) => isGap(column, row))) rows.push(row);
  return Int32Array.from(rows);
}

/** Numbers of categories, or numbers as they are. */
export const targetsOf = (table: Table, { target }: TablePlan, rows: Int32Array): Float32Array =>
  Float32Array.from(rows, (row) => columnAt(table, target).values[row] ?? Number.NaN);

/** `rows` in their order; `train` are the rows of the table to measure fillings on. */
export function encodeRows(table: Table, plan: TablePlan, rows: Int32Array, train: Int32Array): DatasetData {
  const columns = plan.features.map((i) => columnAt(table, i));
  const width = columns.reduce((sum, column) => sum + (column.kind === 'category' ? column.categories.length : 1), 0);
  const features = new Float32Array(rows.length * width);
  let at = 0;
  for (const column of columns) {
    const fill = fillingOf(column, train);
    const start = at;
    rows.forEach((row, i) => {
      const value = isGap(column, row) ? fill : must(column.values[row], `row ${row} of ${column.name}`);
      if (column.kind !== 'category') features[i * width + start] = value;
      else if (column.categories.length > 0) features[i * width + start + value] = 1;
    });
    at += column.kind === 'category' ? column.categories.length : 1;
  }
  return { features, targets: targetsOf(table, plan, rows) };
}

/** The mean of the numbers that are there, or the most frequent category. */
export function fillingOf(column: TableColumn, rows: Int32Array): number {
  const there = rows.filter((row) => !isGap(column, row));
  if (column.kind !== 'category') {
    const sum = there.reduce((total, row) => total + (column.values[row] ?? 0), 0);
    return there.length === 0 ? 0 : sum / there.length;
  }
  const counts = new Int32Array(Math.max(1, column.categories.length));
  for (const row of there) counts[column.values[row] ?? 0] = (counts[column.values[row] ?? 0] ?? 0) + 1;
  return counts.indexOf(counts.reduce((a, b) => Math.max(a, b)));
}
