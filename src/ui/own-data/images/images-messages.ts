/** What page and worker say to each other while a folder of images is read. */
import type { Asset } from '../../../assets/asset.ts';
import type { Looks } from '../../../interop/images/shrink.ts';
import type { Skipped } from '../../../interop/images/sort-folder.ts';
import type { LocalFile } from './folder-files.ts';

export interface Folder {
  readonly name: string;
  readonly classes: readonly string[];
  readonly images: readonly { readonly file: LocalFile; readonly kind: number }[];
}

/** What became of the images at one size. */
export interface FolderSurvey {
  /** How many there are of each class. */
  readonly counts: readonly number[];
  /** What could not be used, once it was looked at. */
  readonly skipped: readonly Skipped[];
  /** The first few of each class. */
  readonly samples: readonly (readonly Uint8Array[])[];
}

/** The folder comes with the first question. */
export type ToImagesWorker =
  | { readonly type: 'read'; readonly id: number; readonly looks: Looks; readonly folder?: Folder }
  /** What was read last, made ready to be kept. */
  | { readonly type: 'asset'; readonly id: number };

export type FromImagesWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly id: number; readonly done: number }
  | { readonly type: 'survey'; readonly id: number; readonly survey: FolderSurvey }
  | { readonly type: 'asset'; readonly id: number; readonly asset: Asset };
