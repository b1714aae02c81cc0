/*
 * A folder of images by the names in it, before any of them is read: the folder that an image lies in is its
 * class, wherever that folder itself lies. What is left out is counted with its reason.
 */
import { MAX_CATEGORIES, MAX_IMAGE_BYTES, MAX_IMAGES, MAX_NAME } from '../../assets/limits.ts';
import { bytes } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';

/** A file with its way from the folder that was chosen: `flowers/daisy/1.png`. */
export interface FolderFile {
  readonly path: string;
  readonly size: number;
}

export interface Skipped {
  readonly why: string;
  readonly count: number;
  /** One of them. */
  readonly example: string;
}

export interface SortedFolder<F extends FolderFile> {
  /** The name of the folder, or of the first of several. */
  readonly name: string;
  /** In the order of their names. */
  readonly classes: readonly string[];
  /** `kind` is the place of the class. In the order of the paths, whatever order they came in. */
  readonly images: readonly { readonly file: F; readonly kind: number }[];
  readonly skipped: readonly Skipped[];
}

const IMAGE = /\.(png|jpe?g|gif|webp|bmp)$/i;
/** What systems leave in folders of themselves: not worth a word. */
const OF_THE_SYSTEM = /(^|\/)(\.[^/]*|thumbs\.db|desktop\.ini|__macosx(\/.*)?)$/i;

const byName = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : 1);

export function sortFolder<F extends FolderFile>(files: readonly F[]): SortedFolder<F> {
  const known = files.filter(({ path }) => !OF_THE_SYSTEM.test(path)).toSorted((a, b) => byName(a.path, b.path));
  const skips = new Skips();
  const above = foldersAbove(known);
  const kept: { readonly file: F; readonly folder: string }[] = [];
  for (const file of known) {
    const why = reasonAgainst(file);
    const way = wayOf(file);
    const folder = way.at(-1);
    if (why !== undefined) skips.add(why, file.path);
    else if (folder === undefined) skips.add('in no folder, so without a class', file.path);
    else if (above.has(way.join('/'))) skips.add('beside the folders of the classes, so without a class', file.path);
    else if (kept.length === MAX_IMAGES) skips.add(`after the first ${MAX_IMAGES}`, file.path);
    else kept.push({ file, folder: shorten(folder, MAX_NAME) });
  }
  const classes = [...new Set(kept.map(({ folder }) => folder))].toSorted(byName).slice(0, MAX_CATEGORIES);
  const places = new Map(classes.map((name, place) => [name, place]));
  const images = kept.flatMap(({ file, folder }) => {
    const kind = places.get(folder);
    if (kind === undefined) skips.add(`of a class after the first ${MAX_CATEGORIES}`, file.path);
    return kind === undefined ? [] : [{ file, kind }];
  });
  const name = known[0]?.path.split('/')[0] ?? 'images';
  return { name: shorten(name, MAX_NAME), classes, images, skipped: skips.all() };
}

/** The folders on the way to a file. */
const wayOf = ({ path }: FolderFile): readonly string[] => path.split('/').slice(0, -1);

/** Folders with folders of images in them: those are the classes, and not what lies beside them. */
function foldersAbove(files: readonly FolderFile[]): ReadonlySet<string> {
  const ways = files.filter((file) => reasonAgainst(file) === undefined).map(wayOf);
  return new Set(ways.flatMap((way) => way.slice(1).map((_, i) => way.slice(0, i + 1).join('/'))));
}

function reasonAgainst({ path, size }: FolderFile): string | undefined {
  if (!IMAGE.test(path)) return 'not a PNG, JPEG, GIF, WebP or BMP file';
  if (size === 0) return 'empty';
  return size > MAX_IMAGE_BYTES ? `larger than ${bytes(MAX_IMAGE_BYTES)}` : undefined;
}

/** Counts what is left out by its reason. */
export class Skips {
  readonly #found = new Map<string, { count: number; readonly example: string }>();

  add(why: string, path: string): void {
    const known = this.#found.get(why);
    if (known === undefined) this.#found.set(why, { count: 1, example: path });
    else known.count++;
  }

  all(): readonly Skipped[] {
    return [...this.#found].map(([why, { count, example }]) => ({ why, count, example }));
  }
}
