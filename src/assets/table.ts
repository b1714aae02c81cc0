/*
 * The data of a table in memory, and as the bytes that are hashed and kept: column by column, numbers as
 * 32-bit floats, which is what training computes with, categories as their number, images as a byte for each
 * channel of each pixel. A gap is NaN, or the number one beyond the last category.
 */
import { must } from '../base/invariant.ts';
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';
import { sizeOf } from '../base/shape.ts';
import type { AssetInfo, CategoryColumn, Column, Gaps, ImageColumn, NumberColumn } from './info.ts';
import { MAX_GAPS } from './limits.ts';

export type TableColumn =
  | (NumberColumn & { readonly values: Float32Array })
  /** The number of each row's category. */
  | (CategoryColumn & { readonly values: Uint8Array | Uint16Array })
  /** The pixels of one image after those of another. */
  | (ImageColumn & { readonly values: Uint8Array });

export interface Table {
  readonly rows: number;
  readonly columns: readonly TableColumn[];
}

/** Whether a row of this column holds nothing. */
export const isGap = (column: TableColumn, row: number): boolean =>
  column.kind === 'number'
    ? Number.isNaN(column.values[row])
    : column.kind === 'category' && (column.values[row] ?? column.categories.length) >= column.categories.length;

/** Bytes of one row. */
function widthOf(column: Column): number {
  if (column.kind === 'image') return sizeOf(column.size);
  return column.kind === 'number' ? 4 : column.categories.length < 256 ? 1 : 2;
}

/** Bytes of the whole data, as the facts have it. */
export const tableBytes = ({ rows, columns }: Pick<AssetInfo, 'rows' | 'columns'>): number =>
  rows * columns.reduce((sum, column) => sum + widthOf(column), 0);

/** Little-endian, whatever the machine. */
export function encodeTable(table: Table): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(tableBytes(table));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const column of table.columns) {
    if (column.kind === 'image') {
      bytes.set(column.values, at);
      at += column.values.length;
      continue;
    }
    const width = widthOf(column);
    for (const value of column.values) {
      // There are many ways to write NaN; one of them, or equal tables would differ.
      if (Number.isNaN(value)) view.setUint32(at, 0x7fc00000, true);
      else if (column.kind === 'number') view.setFloat32(at, value, true);
      else if (width === 1) view.setUint8(at, value);
      else view.setUint16(at, value, true);
      at += width;
    }
  }
  return bytes;
}

/** The other way round. The length has been checked against the facts, and is checked again. */
export function decodeTable({ rows, columns }: AssetInfo, bytes: Uint8Array): Result<Table, string> {
  const expected = tableBytes({ rows, columns });
  if (bytes.length !== expected) return err(`it holds ${bytes.length} bytes, expected ${expected}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const take = (column: Column): TableColumn => {
    const start = at;
    const width = widthOf(column);
    at += width * rows;
    if (column.kind === 'number') {
      return { ...column, values: Float32Array.from({ length: rows }, (_, i) => view.getFloat32(start + 4 * i, true)) };
    }
    if (column.kind === 'image') return { ...column, values: bytes.slice(start, at) };
    return width === 1
      ? { ...column, values: Uint8Array.from({ length: rows }, (_, i) => view.getUint8(start + i)) }
      : { ...column, values: Uint16Array.from({ length: rows }, (_, i) => view.getUint16(start + 2 * i, true)) };
  };
  return ok({ rows, columns: columns.map(take) });
}

/** How many rows lack something in just which columns, the most frequent first; undefined where that is too many to list. */
export function gapsOf({ rows, columns }: Table): readonly Gaps[] | undefined {
  const found = new Map<string, { readonly columns: number[]; rows: number }>();
  const spotty = [...columns.keys()].filter((c) => missingIn(must(columns[c], `column ${c}`), rows) > 0);
  for (let row = 0; row < rows; row++) {
    const missing = spotty.filter((c) => isGap(must(columns[c], `column ${c}`), row));
    if (missing.length === 0) continue;
    const key = missing.join();
    const known = found.get(key);
    if (known !== undefined) known.rows++;
    else if (found.size === MAX_GAPS) return undefined;
    else found.set(key, { columns: missing, rows: 1 });
  }
  return [...found.values()].toSorted((a, b) => b.rows - a.rows || (a.columns.join() < b.columns.join() ? -1 : 1));
}

/** Rows that lack this column. */
export function missingIn(column: TableColumn, rows: number): number {
  let missing = 0;
  for (let row = 0; row < rows; row++) if (isGap(column, row)) missing++;
  return missing;
}

/** The least and the greatest of the numbers that are there. */
export function rangeOf(values: Float32Array): readonly [low: number, high: number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // A float written as the double it is would have ten digits that say nothing.
  return low <= high ? [Number(low.toPrecision(7)), Number(high.toPrecision(7))] : undefined;
}
