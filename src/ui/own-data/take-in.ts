/** Own data comes into the document: kept with it or beside it, and named by a node. One undo step. */
import { assetEntry } from '../../assets/asset.ts';
import type { Asset } from '../../assets/asset.ts';
import { errorMessage } from '../../base/invariant.ts';
import { shorten } from '../../base/text.ts';
import type { Command } from '../../graph/commands/types.ts';
import { announce } from '../stores/view-state.ts';
import { holdLocally } from './local-assets.ts';

/** Keeps what is too large for the file in this browser, and returns the command that names the data. */
export async function takeIn(asset: Asset): Promise<Command> {
  const entry = assetEntry(asset);
  if (entry['data'] === undefined) await keep(asset);
  return { type: 'addAssets', assets: { [asset.hash]: entry } };
}

/** In memory at least; where storage is full or closed, that is said. */
export async function keep(asset: Asset): Promise<void> {
  holdLocally(asset);
  try {
    const { storeAsset } = await import('./stored-assets.ts');
    await storeAsset(asset);
  } catch (thrown) {
    const full = thrown instanceof DOMException && thrown.name === 'QuotaExceededError';
    const why = full ? 'its storage is full' : errorMessage(thrown);
    announce(
      `This browser cannot keep “${shorten(asset.info.name, 80)}”: ${why}. It stays in this tab as long as it is open; keep the file.`,
      'warning',
    );
  }
}
