/** Decodes images and makes them small beside the page, which stays alive however many there are. */
import { makeAsset } from '../../../assets/asset.ts';
import { MAX_IMAGE_PIXELS } from '../../../assets/limits.ts';
import { count } from '../../../base/format.ts';
import { imageTable, mostImages } from '../../../interop/images/image-table.ts';
import type { SmallImage } from '../../../interop/images/image-table.ts';
import { pictureSize } from '../../../interop/images/picture-head.ts';
import { shrink } from '../../../interop/images/shrink.ts';
import type { Looks, Rgba } from '../../../interop/images/shrink.ts';
import { Skips } from '../../../interop/images/sort-folder.ts';
import type { Folder, FolderSurvey, FromImagesWorker, ToImagesWorker } from './images-messages.ts';

interface Port {
  postMessage(message: FromImagesWorker): void;
}
const port = globalThis as unknown as Port;

/** Where a picture says how large it is: behind what cameras write of themselves. */
const HEAD_BYTES = 512 * 1024;
const SAMPLES = 6;
/** Milliseconds between two words of how far it has come. */
const OFTEN = 100;

let folder: Folder = { name: '', classes: [], images: [] };
let last: { readonly id: number; readonly looks: Looks; readonly images: SmallImage[]; bytes: number } | undefined;

async function read(id: number, looks: Looks): Promise<FolderSurvey | undefined> {
  const mine = { id, looks, images: [] as SmallImage[], bytes: 0 };
  last = mine;
  const skips = new Skips();
  const most = mostImages(looks.size);
  let told = performance.now();
  for (const [done, { file, kind }] of folder.images.entries()) {
    // Asked for another size meanwhile: this one is no longer wanted.
    if (last !== mine) return undefined;
    if (mine.images.length === most) skips.add(`after the ${count(most)} that fit at this size`, file.path);
    else {
      const picture = await decode(file.file);
      if (typeof picture === 'string') skips.add(picture, file.path);
      else {
        mine.images.push({ pixels: shrink(picture, looks), kind });
        mine.bytes += file.size;
      }
    }
    if (performance.now() - told < OFTEN) continue;
    told = performance.now();
    port.postMessage({ type: 'progress', id, done: done + 1 });
  }
  const of = (kind: number) => mine.images.filter((each) => each.kind === kind);
  return {
    counts: folder.classes.map((_name, kind) => of(kind).length),
    skipped: skips.all(),
    samples: folder.classes.map((_name, kind) =>
      of(kind)
        .slice(0, SAMPLES)
        .map(({ pixels }) => pixels),
    ),
  };
}

/** The picture at its own size, or why it cannot be used. */
async function decode(file: File): Promise<Rgba | string> {
  const size = pictureSize(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (size === undefined) return 'not what its name says';
  if (size.width * size.height > MAX_IMAGE_PIXELS) return `more than ${MAX_IMAGE_PIXELS / 1e6} million pixels`;
  try {
    const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none' });
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    context?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return context?.getImageData(0, 0, width, height) ?? 'more than this browser can hold';
  } catch {
    return 'damaged';
  }
}

async function answer(message: ToImagesWorker): Promise<void> {
  if (message.type === 'read') {
    folder = message.folder ?? folder;
    const survey = await read(message.id, message.looks);
    if (survey !== undefined) port.postMessage({ type: 'survey', id: message.id, survey });
    return;
  }
  if (last === undefined) return;
  const table = imageTable(last.images, folder.classes, last.looks.size);
  const asset = await makeAsset(table, { name: folder.name, bytes: last.bytes });
  port.postMessage({ type: 'asset', id: message.id, asset });
}

addEventListener('message', ({ data }: MessageEvent<ToImagesWorker>) => void answer(data));
// An error that is no answer reaches the page as one of the worker.
addEventListener('unhandledrejection', (event) => {
  throw event.reason;
});
port.postMessage({ type: 'ready' });
