/*
 * The user's own data on this page: in the document, or in memory where it is too large for that. What is in
 * neither is absent, until it is brought from this browser's storage or dropped on the page again.
 */
import type { Asset } from '../../assets/asset.ts';
import { embedded } from '../../assets/in-document.ts';
import { assetReader } from '../../assets/reader.ts';
import type { AssetReader } from '../../assets/reader.ts';
import type { Program } from '../../compiler/types.ts';
import type { GraphDocument } from '../../graph/types.ts';

const local = new Map<string, Asset>();

export const holdLocally = (asset: Asset): void => void local.set(asset.hash, asset);

/** Whether data that the document does not hold itself is not here either. */
export const isAbsent = (hash: string): boolean => !local.has(hash);

function assetAt(document: GraphDocument, hash: string): Asset | undefined {
  const inside = embedded(document, hash);
  return inside?.ok === true ? inside.value : local.get(hash);
}

/** What the worker needs for a program. */
export const assetsFor = (document: GraphDocument, { data }: Program): readonly Asset[] =>
  (data.assets ?? []).flatMap((hash) => assetAt(document, hash) ?? []);

/** Tables that were looked at last; their content never changes under their name. */
const KEPT = 4;
const readers = new Map<string, AssetReader>();

/** Reads the tables of this document. */
export const tablesOf =
  (document: GraphDocument): AssetReader =>
  (hash) => {
    const known = readers.get(hash);
    if (known !== undefined) return known(hash);
    const asset = assetAt(document, hash);
    const reader = assetReader(asset === undefined ? [] : [asset]);
    if (asset === undefined) return reader(hash);
    readers.set(hash, reader);
    const oldest = readers.keys().next().value;
    if (readers.size > KEPT && oldest !== undefined) readers.delete(oldest);
    return reader(hash);
  };
