/** A small table with gaps: two numbers, a text, and classes. */
import type { Table } from '../../src/assets/table.ts';

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
