import { describe, expect, test } from 'vitest';
import { layTiles } from '../../../../src/ui/charts/tiles/tile-layout.ts';
import {
  spotWords,
  thinnedWords,
  tileLabel,
  tileName,
  tilesOf,
  weightSummary,
  weightTable,
} from '../../../../src/ui/inspector/node/live/weight-words.ts';
import type { WeightImages } from '../../../../src/ui/inspector/node/live/weight-words.ts';

const axis = (name: string, shown: number, of = shown) => ({ name, shown, of });

const kernels: WeightImages = {
  node: 'c1',
  weight: 'kernel',
  choices: ['kernel'],
  across: 3,
  down: 3,
  tiles: [axis('filter', 2, 32), axis('channel', 4, 16)],
  cells: [axis('row', 3), axis('column', 3)],
  values: Float32Array.from({ length: 72 }, (_, i) => (i - 36) / 10),
};
const matrix: WeightImages = {
  ...kernels,
  across: 128,
  down: 2,
  tiles: [],
  cells: [axis('input', 2), axis('unit', 128, 512)],
  values: new Float32Array(256).fill(-0.25),
};

describe('words for pictures of weights', () => {
  test('name the place and the value under the pointer', () => {
    expect(spotWords(kernels, { tile: 5, column: 2, row: 1 })).toBe('filter 2, channel 2, row 2, column 3: 1.4');
    expect(spotWords(matrix, { tile: 0, column: 3, row: 0 })).toBe('input 1, unit 4: −0.25');
    expect(tileName(matrix, 0)).toBe('');
  });

  test('say what was left out', () => {
    expect(thinnedWords(kernels)).toBe('Shown are the first 2 of 32 filters and the first 4 of 16 channels.');
    expect(thinnedWords(matrix)).toBe('Shown are the first 128 of 512 units.');
    expect(thinnedWords({ ...kernels, tiles: [axis('filter', 8)] })).toBeUndefined();
  });

  test('number the tiles at the beginning of each row, and keep channels side by side', () => {
    expect([0, 1, 4].map((tile) => tileLabel(kernels, tile))).toEqual(['1', '', '2']);
    expect(layTiles(tilesOf(kernels), 268, true)).toMatchObject({ columns: 4, rows: 2 });
  });

  test('sum up for people who listen', () => {
    expect(weightSummary(kernels)).toBe('kernel as 8 pictures, values from −3.6 to 3.5.');
    expect(weightSummary(matrix)).toBe('kernel as one picture, values from −0.25 to −0.25.');
    expect(weightTable(kernels).rows[0]).toEqual(['filter 1, channel 1', '−3.6', '−3.2', '−2.8']);
    expect(weightTable(matrix).rows).toEqual([['kernel', '−0.25', '−0.25', '−0.25']]);
  });
});
