/** A folder of images on its way in: dropped or chosen, for a new node or for one that waits for it. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { assetInfos, isEmbedded } from '../../../assets/in-document.ts';
import type { AssetInfo, ImageSize } from '../../../assets/info.ts';
import type { GraphDocument } from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { isAbsent } from '../local-assets.ts';
import type { Wish } from '../open-table.ts';
import { filesOfPicker } from './folder-files.ts';
import type { LocalFile } from './folder-files.ts';
import { askForFiles } from '../../persistence/ask-for-files.ts';

export interface FolderRequest extends Wish {
  readonly files: readonly LocalFile[];
  /** The form of the images that it takes the place of. */
  readonly size?: ImageSize;
}

/** What the dialog shows; nothing while it is closed. */
export const folderStore = createStore<{ readonly request: FolderRequest | undefined }>()(() => ({
  request: undefined,
}));

export const useFolder = (): FolderRequest | undefined => useStore(folderStore, ({ request }) => request);

/** The size of the images that a table holds; undefined where it holds none. */
export const imageSizeOf = ({ columns }: AssetInfo): ImageSize | undefined =>
  columns.find((column) => column.kind === 'image')?.size;

/** A folder first goes to a node whose images are missing. */
export function openFolder(files: readonly LocalFile[], wish: Wish): void {
  const { document } = documentStore.getState();
  const node = wish.node ?? waitingNode(document);
  const size = node === undefined ? undefined : sizeAt(document, node);
  folderStore.setState({ request: { files, ...wish, ...(node && { node }), ...(size && { size }) } });
}

/** Asks for a folder. */
export function chooseFolder(wish: Wish): void {
  askForFiles({ folder: true }, (chosen) => {
    const files = filesOfPicker(chosen);
    if (files.length > 0) openFolder(files, wish);
  });
}

const namedBy = (document: GraphDocument, hash: string): string | undefined =>
  document.nodes.find(({ params = {} }) => params['data'] === hash)?.id;

function waitingNode(document: GraphDocument): string | undefined {
  for (const [hash, info] of assetInfos(document)) {
    const lacks = info.ok && imageSizeOf(info.value) !== undefined && !isEmbedded(document, hash) && isAbsent(hash);
    if (lacks) return namedBy(document, hash);
  }
  return undefined;
}

function sizeAt(document: GraphDocument, node: string): ImageSize | undefined {
  const hash = document.nodes.find(({ id }) => id === node)?.params?.['data'];
  const info = typeof hash === 'string' ? assetInfos(document).get(hash) : undefined;
  return info?.ok === true ? imageSizeOf(info.value) : undefined;
}
