/** The name of a table by its content: the same columns with the same data have the same hash, whatever the file is called. */
import type { AssetInfo, Column } from './info.ts';

export const HASH_PATTERN = /^[0-9a-f]{64}$/;

/** SHA-256 of the columns and of the data, in hexadecimal digits. */
export async function hashTable(
  { rows, columns }: Pick<AssetInfo, 'rows' | 'columns'>,
  data: Uint8Array,
): Promise<string> {
  const { subtle }: { readonly subtle?: SubtleCrypto } = globalThis.crypto;
  if (subtle === undefined)
    throw new Error('The browser computes no checksums on this page: open it by https, or on localhost');
  const head = new TextEncoder().encode(
    JSON.stringify([rows, columns.map((each) => [each.name, each.kind, formOf(each)])]),
  );
  const all = new Uint8Array(head.length + 1 + data.length);
  all.set(head);
  all.set(data, head.length + 1);
  const digest = new Uint8Array(await subtle.digest('SHA-256', all));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What the bytes of a column mean, beyond its kind. */
const formOf = (column: Column): readonly (string | number)[] =>
  column.kind === 'number' ? [] : column.kind === 'category' ? column.categories : column.size;
