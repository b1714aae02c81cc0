/** A table made ready to be kept, and read back from where it was kept. */
import type { JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { err } from '../base/result.ts';
import { shorten } from '../base/text.ts';
import { hashTable } from './hash.ts';
import { writeInfo } from './info.ts';
import type { AssetInfo, Reading } from './info.ts';
import { MAX_EMBEDDED, MAX_NAME } from './limits.ts';
import { deflate, inflate, toLines } from './pack.ts';
import type { Packed } from './pack.ts';
import { decodeTable, encodeTable, gapsOf, missingIn, rangeOf, tableBytes } from './table.ts';
import type { Table } from './table.ts';

/** Data by its content, with what is known of it and its packed bytes: what is handed to a worker and kept in stores. */
export interface Asset {
  readonly hash: string;
  readonly info: AssetInfo;
  readonly packed: Packed;
}

interface Source {
  readonly name: string;
  readonly bytes: number;
  readonly reading?: Reading;
}

/** Rejects where the browser computes no checksums: on a page that came neither by https nor from localhost. */
export async function makeAsset(table: Table, { name, bytes, reading }: Source): Promise<Asset> {
  const data = encodeTable(table);
  const columns = table.columns.map((column) => {
    const missing = missingIn(column, table.rows);
    const lacks = missing === 0 ? {} : { missing };
    const { name: called } = column;
    if (column.kind === 'category') return { name: called, kind: column.kind, ...lacks, categories: column.categories };
    if (column.kind === 'image') return { name: called, kind: column.kind, size: column.size };
    const range = rangeOf(column.values);
    return { name: called, kind: column.kind, ...lacks, ...(range && { range }) };
  });
  const gaps = gapsOf(table);
  const info: AssetInfo = {
    kind: 'table',
    name: shorten(name, MAX_NAME),
    bytes,
    rows: table.rows,
    columns,
    ...(gaps && { gaps }),
    ...(reading && { reading }),
  };
  return { hash: await hashTable(info, data), info, packed: await deflate(data) };
}

/** The table in a packed asset, if its content is what its hash says. The error is the end of a sentence. */
export async function openAsset({ hash, info, packed }: Asset): Promise<Result<Table, string>> {
  const data = await inflate(packed, tableBytes(info));
  if (!data.ok) return data;
  if ((await hashTable(info, data.value)) !== hash) return err('its content is not what its checksum says');
  return decodeTable(info, data.value);
}

/** The entry for a graph file: with the data where that is small enough. */
export function assetEntry({ info, packed }: Asset): JsonObject {
  const entry = writeInfo(info);
  const isSmall = Math.ceil(packed.length / 3) * 4 <= MAX_EMBEDDED;
  return isSmall ? { ...entry, data: toLines(packed) } : entry;
}
