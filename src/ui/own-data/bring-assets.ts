/*
 * Looks for the data that a document names without holding it: in memory, then in this browser's storage. What
 * is found nowhere is said, with a way to bring it.
 */
import { assetInfos, isEmbedded } from '../../assets/in-document.ts';
import { bytes } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { shellStore } from '../shell/shell-store.ts';
import { documentStore } from '../stores/document.ts';
import { holdLocally, isAbsent } from './local-assets.ts';
import { chooseFolder, imageSizeOf } from './images/open-folder.ts';
import { chooseTable } from './open-table.ts';

const BANNER = 'missing-data';

/** What a document lacks: hash, name and size of each. */
export function lackingIn(
  document: GraphDocument,
): readonly { hash: string; name: string; bytes: number; images: boolean }[] {
  return [...assetInfos(document)].flatMap(([hash, info]) =>
    info.ok && !isEmbedded(document, hash) && isAbsent(hash)
      ? [{ hash, name: info.value.name, bytes: info.value.bytes, images: imageSizeOf(info.value) !== undefined }]
      : [],
  );
}

/** Brings what storage has. Never rejects. */
export async function bringAssets(document: GraphDocument): Promise<void> {
  const lacking = lackingIn(document);
  if (lacking.length === 0) return tellLacking();
  const { storedAsset } = await import('./stored-assets.ts');
  // What cannot be read is told as what is not there.
  const found = await Promise.all(lacking.map(({ hash }) => storedAsset(hash).catch(() => undefined)));
  for (const asset of found) if (asset !== undefined) holdLocally(asset);
  if (found.some((asset) => asset !== undefined)) documentStore.recompile();
  tellLacking();
}

/** Says what is lacking now, until it is there. */
export function tellLacking(): void {
  const [first, ...others] = lackingIn(documentStore.getState().whole);
  if (first === undefined) return shellStore.getState().hideBanner(BANNER);
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  shellStore.getState().showBanner({
    id: BANNER,
    text: `This file uses “${shorten(first.name, 80)}” (${bytes(first.bytes)})${more}, which is not in the file. Drop it here.`,
    actions: [
      first.images
        ? { label: 'Choose the folder…', run: () => chooseFolder({}) }
        : { label: 'Choose the file…', run: () => chooseTable({}) },
    ],
  });
}

/** Looks again with every document that names other data. */
export function watchAssets(): void {
  documentStore.subscribe(({ whole: document }, before) => {
    if (document.assets !== before.whole.assets) void bringAssets(document);
  });
}
