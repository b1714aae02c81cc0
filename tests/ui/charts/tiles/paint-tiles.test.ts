import { expect, it } from 'vitest';
import { tilePixels } from '../../../../src/ui/charts/tiles/paint-tiles.ts';
import { valueColour } from '../../../../src/ui/dock/output/plane-colours.ts';

const palette = {
  ground: [10, 20, 30],
  text: [255, 255, 255],
  series: [
    [0, 114, 178],
    [230, 159, 0],
  ],
} as const;

const pixelsOf = (pixels: Uint8ClampedArray) =>
  Array.from({ length: pixels.length / 4 }, (_x, i) => [...pixels.subarray(4 * i, 4 * i + 4)]);

it('gives each value its colour, to a shade that nobody tells from it', () => {
  const values = Float32Array.from({ length: 60 }, (_x, i) => (i - 30) / 20);
  const found = pixelsOf(tilePixels({ count: 3, across: 5, down: 4, values }, { palette, reach: 1.2 }));
  expect(found).toHaveLength(60);
  found.forEach(([red = 0, green = 0, blue = 0, alpha], i) => {
    const exact = valueColour(values[i] ?? 0, { low: -1.2, high: 1.2, diverging: true }, palette);
    [red, green, blue].forEach((part, c) => expect(Math.abs(part - (exact[c] ?? 0))).toBeLessThanOrEqual(1));
    expect(alpha).toBe(255);
  });
});

it('gives what is no number the colour of the ground', () => {
  const values = Float32Array.of(Number.NaN, Infinity);
  const found = pixelsOf(tilePixels({ count: 1, across: 2, down: 1, values }, { palette, reach: 1 }));
  expect(found).toEqual([
    [10, 20, 30, 255],
    [10, 20, 30, 255],
  ]);
});

it('turns what begins with its lowest row, each tile by itself', () => {
  const tiles = { count: 2, across: 1, down: 2, values: Float32Array.of(-1, 1, 0, 1) };
  const [a, b, c, d] = pixelsOf(tilePixels(tiles, { palette, reach: 1 }));
  const turned = pixelsOf(tilePixels({ ...tiles, upwards: true }, { palette, reach: 1 }));
  expect(turned).toEqual([b, a, d, c]);
  expect(a).not.toEqual(b);
});
