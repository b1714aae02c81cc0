/*
 * What is known of a table without its data: it stands in the graph file, so that shapes and classes can be
 * told at once, wherever the data itself is. Read with care: a shared file can say anything.
 */
import { isObject } from '../base/json.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';
import { sizeOf } from '../base/shape.ts';
import { shorten } from '../base/text.ts';
import { MAX_CATEGORIES, MAX_CELLS, MAX_COLUMNS, MAX_GAPS, MAX_IMAGE_SIDE, MAX_NAME, MAX_ROWS } from './limits.ts';

interface AnyColumn {
  readonly name: string;
  /** Rows that lack it; absent where none does. */
  readonly missing?: number;
}

export interface NumberColumn extends AnyColumn {
  readonly kind: 'number';
  /** The least and the greatest value; absent for a column of nothing but gaps. */
  readonly range?: readonly [low: number, high: number];
}

export interface CategoryColumn extends AnyColumn {
  readonly kind: 'category';
  readonly categories: readonly string[];
}

/** A picture in each row, all of one size; none is ever missing. */
export interface ImageColumn extends AnyColumn {
  readonly kind: 'image';
  readonly size: ImageSize;
}

/** One channel is grey, three are red, green and blue. */
export type ImageSize = readonly [height: number, width: number, channels: 1 | 3];

export type Column = NumberColumn | CategoryColumn | ImageColumn;

/** So many rows have gaps in just these columns, which are numbered from 0. */
export interface Gaps {
  readonly columns: readonly number[];
  readonly rows: number;
}

/** How the text of the file was read, so that the same file gives the same table again. */
export interface Reading {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  readonly header: boolean;
}

export interface AssetInfo {
  readonly kind: 'table';
  /** The name of the file it came from. */
  readonly name: string;
  /** Bytes of that file. */
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Which rows lack something; absent where the gaps are too scattered to be listed. */
  readonly gaps?: readonly Gaps[];
  readonly reading?: Reading;
}

/** The entry of a graph file as facts; the error is the middle of a sentence, "names no columns". */
export function readInfo(entry: unknown): Result<AssetInfo, string> {
  if (!isObject(entry)) return err('is no object');
  const { kind, name, bytes, rows, columns, gaps, reading } = entry;
  if (kind !== 'table') return err(`is of the kind ${shown(kind)}, expected "table"`);
  if (!isName(name)) return err(`has the name ${shown(name)}, expected a text of 1 to ${MAX_NAME} characters`);
  if (!isCount(bytes, Number.MAX_SAFE_INTEGER)) return err(`has ${shown(bytes)} bytes`);
  if (!isCount(rows, MAX_ROWS)) return err(`has ${shown(rows)} rows, expected 0 to ${MAX_ROWS}`);
  if (!Array.isArray(columns) || columns.length === 0) return err('names no columns');
  if (columns.length > MAX_COLUMNS) return err(`has ${columns.length} columns, expected at most ${MAX_COLUMNS}`);
  const read = columns.map((column) => readColumn(column, rows));
  const bad = read.findIndex((column) => column === undefined);
  if (bad >= 0) return err(`describes its column ${bad + 1} in a way that is not understood`);
  const sound = read.filter((column) => column !== undefined);
  if (new Set(sound.map((column) => column.name)).size < sound.length) return err('has two columns of one name');
  const cells = rows * sound.reduce((sum, column) => sum + cellsOf(column), 0);
  if (cells > MAX_CELLS) return err(`has ${Math.round(cells)} cells, expected at most ${MAX_CELLS}`);
  const found = readGaps(gaps, sound.length, rows);
  const how = readReading(reading);
  return ok({
    kind,
    name,
    bytes,
    rows,
    columns: sound,
    ...(found && { gaps: found }),
    ...(how && { reading: how }),
  });
}

/** The entry as it stands in a graph file, without its data. */
export function writeInfo({ columns, gaps, reading, ...rest }: AssetInfo): JsonObject {
  return {
    ...rest,
    columns: columns.map((column): Json => ({ ...column })),
    ...(gaps && { gaps: gaps.map((each): Json => ({ ...each })) }),
    ...(reading && { reading: { ...reading } }),
  };
}

/** A pixel takes a byte for each channel, which is half of what a cell is counted for. */
const cellsOf = (column: Column): number => (column.kind === 'image' ? Math.max(1, sizeOf(column.size) / 2) : 1);

function readColumn(value: unknown, rows: number): Column | undefined {
  if (!isObject(value) || !isName(value.name)) return undefined;
  const { name, kind, missing, range, categories, size } = value;
  const lacks = isCount(missing, rows) && missing > 0 ? { missing } : {};
  if (kind === 'number') return { name, kind, ...lacks, ...(isRange(range) && { range }) };
  if (kind === 'image') return isImageSize(size) ? { name, kind, size } : undefined;
  if (kind !== 'category' || !Array.isArray(categories) || categories.length > MAX_CATEGORIES) return undefined;
  const names = categories.filter(isName);
  return names.length === categories.length && new Set(names).size === names.length
    ? { name, kind, ...lacks, categories: names }
    : undefined;
}

function readGaps(value: unknown, columns: number, rows: number): readonly Gaps[] | undefined {
  if (!Array.isArray(value) || value.length > MAX_GAPS) return undefined;
  const isColumn = (each: unknown): each is number => isCount(each, columns - 1);
  const gaps = value.flatMap((each): Gaps[] =>
    isObject(each) && Array.isArray(each.columns) && each.columns.every(isColumn) && isCount(each.rows, rows)
      ? [{ columns: each.columns, rows: each.rows }]
      : [],
  );
  const lacking = gaps.reduce((sum, each) => sum + each.rows, 0);
  return gaps.length === value.length && lacking <= rows ? gaps : undefined;
}

function readReading(value: unknown): Reading | undefined {
  if (!isObject(value)) return undefined;
  const { delimiter, decimal, header } = value;
  const sound = typeof delimiter === 'string' && delimiter.length === 1 && typeof header === 'boolean';
  return sound && (decimal === '.' || decimal === ',') ? { delimiter, decimal, header } : undefined;
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME;
const isCount = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && typeof value === 'number' && value >= 0 && value <= most;
const isRange = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] <= value[1];
const isImageSize = (value: unknown): value is ImageSize => {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [height, width, channels] = value;
  const isSide = (side: unknown) => isCount(side, MAX_IMAGE_SIDE) && side > 0;
  return isSide(height) && isSide(width) && (channels === 1 || channels === 3);
};
const shown = (value: unknown): string => shorten(JSON.stringify(value) ?? 'nothing');
