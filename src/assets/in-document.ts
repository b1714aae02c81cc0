/** The data that a graph file names: what is known of it, and the data itself where the file carries it. */
import { remembered } from '../base/remembered.ts';
import { isObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';
import type { GraphDocument } from '../graph/types.ts';
import type { Asset } from './asset.ts';
import { readInfo } from './info.ts';
import type { AssetInfo } from './info.ts';
import { MAX_EMBEDDED } from './limits.ts';
import { fromLines } from './pack.ts';

/** By hash. The error says what is wrong with an entry, as the middle of a sentence. */
export type AssetInfos = ReadonlyMap<string, Result<AssetInfo, string>>;

const NONE: AssetInfos = new Map();
const infosOf = remembered(
  (assets: NonNullable<GraphDocument['assets']>): AssetInfos =>
    new Map(Object.entries(assets).map(([hash, entry]) => [hash, readInfo(entry)])),
);

/** Read once for as long as the data of the document stays the same. */
export const assetInfos = ({ assets }: GraphDocument): AssetInfos => (assets === undefined ? NONE : infosOf(assets));

/** Whether the file carries the data of this entry, sound or not. */
export const isEmbedded = ({ assets }: GraphDocument, hash: string): boolean => {
  const entry = assets?.[hash];
  return isObject(entry) && entry.data !== undefined;
};

/** What the file carries of an entry; undefined where the data is elsewhere. */
export function embedded(document: GraphDocument, hash: string): Result<Asset, string> | undefined {
  const entry: unknown = document.assets?.[hash];
  const info = assetInfos(document).get(hash);
  if (info === undefined || !isObject(entry) || entry.data === undefined) return undefined;
  if (!info.ok) return info;
  const lines: unknown = entry.data;
  const length = Array.isArray(lines)
    ? lines.reduce<number>((sum, line) => sum + (typeof line === 'string' ? line.length : 0), 0)
    : 0;
  if (length > 2 * MAX_EMBEDDED) return err('it is larger than a graph file may carry');
  const packed = fromLines(lines);
  return packed.ok ? ok({ hash, info: info.value, packed: packed.value }) : packed;
}
