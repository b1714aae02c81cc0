import { describe, expect, test } from 'vitest';
import { random } from '../../../../src/base/random.ts';
import { layTiles, reachOf, spotAt, stepped, valueAt } from '../../../../src/ui/charts/tiles/tile-layout.ts';
import type { Tiles } from '../../../../src/ui/charts/tiles/tile-layout.ts';

const numbered = (count: number, across: number, down: number): Tiles => ({
  count,
  across,
  down,
  values: Float32Array.from({ length: count * across * down }, (_, i) => i),
});

describe('a grid of tiles', () => {
  test.each([
    [1, 2, 40],
    [16, 32, 32],
    [64, 8, 8],
    [7, 3, 3],
    [64, 64, 2],
    [3, 2, 90],
  ])('fits %i tiles of %i × %i into the panel', (count, across, down) => {
    const layout = layTiles(numbered(count, across, down), 268, true);
    expect(layout.width).toBeLessThanOrEqual(268);
    expect(layout.rows * layout.columns).toBeGreaterThanOrEqual(count);
    expect(layout.tile.height).toBeLessThanOrEqual(1.2 * 268);
    // Strips are made thick enough to be pointed at.
    if (Math.min(layout.tile.width, layout.tile.height) > 6)
      expect(layout.tile.width / layout.tile.height).toBeCloseTo(across / down, 5);
  });

  test('finds the value under the pointer, and nothing between tiles', () => {
    const tiles = numbered(4, 2, 2);
    const layout = layTiles(tiles, 100, false);
    const { tile, pitch } = layout;
    const spot = spotAt(layout, tiles, pitch.x + 0.75 * tile.width, pitch.y + 0.25 * tile.height);
    expect(spot).toEqual({ tile: 3, column: 1, row: 0 });
    expect(spot && valueAt(tiles, spot)).toBe(13);
    expect(spot && valueAt({ ...tiles, upwards: true }, spot)).toBe(15);
    expect(spotAt(layout, tiles, tile.width + 1, 2)).toBeUndefined();
    expect(spotAt(layout, tiles, 2, 5000)).toBeUndefined();
  });

  test('arrow keys walk value by value into the next tile, or tile by tile, and stop at the ends', () => {
    const tiles = numbered(4, 2, 2);
    const layout = layTiles(tiles, 100, false);
    const first = { tile: 0, column: 0, row: 0 };
    const right = stepped(layout, tiles, first, [1, 0], 'value');
    expect(right).toEqual({ tile: 0, column: 1, row: 0 });
    expect(stepped(layout, tiles, right, [1, 0], 'value')).toEqual({ tile: 1, column: 0, row: 0 });
    expect(stepped(layout, tiles, { tile: 0, column: 1, row: 1 }, [0, 1], 'value')).toEqual({
      tile: 2,
      column: 1,
      row: 0,
    });
    expect(stepped(layout, tiles, first, [0, 1], 'tile').tile).toBe(2);
    expect(stepped(layout, tiles, first, [-1, 0], 'tile')).toEqual(first);
    // The end of a row is no way to the next one.
    expect(stepped(layout, tiles, { tile: 1, column: 1, row: 0 }, [1, 0], 'value').tile).toBe(1);
  });
});

test('a lone outlier does not make all other values pale', () => {
  const usual = Float32Array.from({ length: 500 }, (_, i) => (i % 2 === 0 ? 1 : -1));
  expect(reachOf(usual)).toBe(1);
  expect(reachOf(Float32Array.of(...usual, 50))).toBe(1);
  expect(reachOf(Float32Array.of(0.5, -1.5))).toBeCloseTo(1.5);
  expect(reachOf(Float32Array.of(Number.NaN, 2))).toBe(2);
  expect(reachOf(new Float32Array(4))).toBe(1);
});

test('the reach is the largest magnitude, or the 99th of a hundred where that is less than half of it', () => {
  const inOrder = (values: Float32Array): number => {
    const magnitudes = values
      .map(Math.abs)
      .filter((value) => Number.isFinite(value))
      .toSorted();
    const most = magnitudes.at(-1) ?? 0;
    const usual = magnitudes[Math.ceil(0.99 * (magnitudes.length - 1))] ?? 0;
    return (most > 2 * usual && usual > 0 ? usual : most) || 1;
  };
  const rng = random('reach');
  const reaches = new Set<string>();
  for (let round = 0; round < 400; round++) {
    const count = 1 + Math.floor(300 * rng.uniform());
    const far = rng.uniform() < 0.5 ? 0.02 * rng.uniform() : 0;
    const values = Float32Array.from({ length: count }, () => {
      if (rng.uniform() < 0.01) return Number.NaN;
      return rng.uniform() < far ? 40 * rng.normal() : rng.uniform() < 0.3 ? 0 : rng.normal();
    });
    expect(reachOf(values)).toBe(inOrder(values));
    reaches.add(inOrder(values) === Math.max(...values.map(Math.abs).filter(Number.isFinite)) ? 'most' : 'usual');
  }
  expect(reaches.size).toBe(2);
});
