/** Small data of one's own: a table with gaps, and a folder of images. */
import type { Table } from '../../src/assets/table.ts';

/** Two numbers, a text, and classes. */
export const sample: Table = {
  rows: 6,
  columns: [
    { name: 'x', kind: 'number', values: Float32Array.of(1, 2, Number.NaN, 4, 5, 6) },
    { name: 'y', kind: 'number', values: Float32Array.of(0.5, -1, 2, 3, Number.NaN, 1e-3) },
    { name: 'colour', kind: 'category', categories: ['blue', 'red'], values: Uint8Array.of(0, 1, 1, 2, 1, 0) },
    { name: 'kind', kind: 'category', categories: ['a', 'b', 'c'], values: Uint8Array.of(0, 1, 2, 0, 1, 3) },
  ],
};

export const file = { name: 'sample.csv', bytes: 321 };

/** Twenty images of two pixels in colour, of two classes one after the other. */
export const folder: Table = {
  rows: 20,
  columns: [
    {
      name: 'image',
      kind: 'image',
      size: [1, 2, 3],
      values: Uint8Array.from({ length: 20 * 6 }, (_, i) => {
        const row = Math.floor(i / 6);
        return [row, 255, row < 10 ? 0 : 51, 0, 0, 0][i % 6] ?? 0;
      }),
    },
    {
      name: 'class',
      kind: 'category',
      categories: ['dark', 'light'],
      values: Uint8Array.from({ length: 20 }, (_, row) => (row < 10 ? 0 : 1)),
    },
  ],
};
