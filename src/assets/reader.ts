/** Tables by their hash, opened once each: what `load` of a data set reads from. */
import type { Asset } from './asset.ts';
import { openAsset } from './asset.ts';
import type { Table } from './table.ts';

/** Rejects, with a sentence, where the data is not at hand or damaged. */
export type AssetReader = (hash: string) => Promise<Table>;

/** Reads from these assets. */
export function assetReader(assets: readonly Asset[]): AssetReader {
  const tables = new Map<string, Promise<Table>>();
  return (hash) => {
    const known = tables.get(hash);
    if (known !== undefined) return known;
    const opened = open(
      hash,
      assets.find((each) => each.hash === hash),
    );
    tables.set(hash, opened);
    return opened;
  };
}

async function open(hash: string, asset: Asset | undefined): Promise<Table> {
  if (asset === undefined) throw new Error(`The data ${hash.slice(0, 8)}… is not at hand. Choose its file again.`);
  const table = await openAsset(asset);
  if (table.ok) return table.value;
  throw new Error(`The data of ${asset.info.name} is damaged: ${table.error}. Choose its file again.`);
}
