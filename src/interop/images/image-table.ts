/** Images of one size as the table that is kept: a column of pictures, and one of their classes. */
import type { ImageSize } from '../../assets/info.ts';
import { MAX_FILE_BYTES } from '../../assets/limits.ts';
import type { Table } from '../../assets/table.ts';
import { sizeOf } from '../../base/shape.ts';

export interface SmallImage {
  readonly pixels: Uint8Array;
  /** The place of its class. */
  readonly kind: number;
}

/** Classes of which no image is left are left out. */
export function imageTable(images: readonly SmallImage[], classes: readonly string[], size: ImageSize): Table {
  const used = classes.flatMap((name, kind) => (images.some((each) => each.kind === kind) ? [{ name, kind }] : []));
  const places = new Map(used.map(({ kind }, place) => [kind, place]));
  const length = sizeOf(size);
  const values = new Uint8Array(images.length * length);
  images.forEach(({ pixels }, row) => values.set(pixels, row * length));
  const kinds = images.map(({ kind }) => places.get(kind) ?? 0);
  return {
    rows: images.length,
    columns: [
      { name: 'image', kind: 'image', size, values },
      {
        name: 'class',
        kind: 'category',
        categories: used.map(({ name }) => name),
        values: used.length < 256 ? Uint8Array.from(kinds) : Uint16Array.from(kinds),
      },
    ],
  };
}

/** How many images of this size can be kept. */
export const mostImages = (size: ImageSize): number => Math.floor(MAX_FILE_BYTES / (sizeOf(size) + 2));
