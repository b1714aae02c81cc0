/** The end of an import of images: one step that adds a node with them, or gives a node others. */
import type { Asset } from '../../../assets/asset.ts';
import { shorten } from '../../../base/text.ts';
import { images } from '../../../catalog/data/images.ts';
import { documentStore } from '../../stores/document.ts';
import { tellLacking } from '../bring-assets.ts';
import { importCommand, placeOf } from '../confirm-import.ts';
import type { Wish } from '../open-table.ts';
import { takeIn } from '../take-in.ts';

export async function confirmImages(wish: Wish, asset: Asset, words: string): Promise<boolean> {
  const add = await takeIn(asset);
  const { carryOut } = await import('../../canvas/inserting.ts');
  const place = await placeOf(wish);
  const { document } = documentStore.getState();
  const { name } = asset.info;
  const params = { data: asset.hash };
  const done = carryOut(
    importCommand(document, { ...wish, type: images.type, place, name, params, add }),
    `Imported ${shorten(name, 80)}: ${words}`,
  );
  // What was missing may be what came: it is the same data, or stands in its place.
  documentStore.recompile();
  tellLacking();
  return done;
}
