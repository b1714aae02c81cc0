import { describe, expect, it } from 'vitest';
import { shadePaths } from '../../../src/ui/charts/image-geometry.ts';
import { imageSheet } from '../../../src/ui/charts/image-sheet.ts';
import { MARKERS, markersPath, seriesColour, seriesMarker } from '../../../src/ui/charts/markers.ts';

describe('class marks', () => {
  it('differ in colour and shape together for thirty-six classes', () => {
    const pairs = new Set(Array.from({ length: 36 }, (_, i) => `${seriesColour(i)} ${seriesMarker(i)}`));
    expect(pairs.size).toBe(36);
  });
  it('differ in shape for the first six', () => {
    expect(new Set(Array.from({ length: 6 }, (_, i) => seriesMarker(i))).size).toBe(6);
  });
  it('are one sub-path per point, in finite numbers', () => {
    for (const marker of MARKERS) {
      const path = markersPath(
        marker,
        [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
        2,
      );
      expect(path.match(/M/g), marker).toHaveLength(2);
      expect(path).not.toMatch(/NaN|undefined/);
    }
  });
});

describe('shadePaths', () => {
  it('draws every pixel but the lightest, by shade', () => {
    const paths = shadePaths([Float32Array.of(0, 8, 16, 16)], [2, 2], 1, 40, 40);
    expect(paths.map((each) => each.shade)).toEqual([expect.closeTo(4 / 7, 5), 1]);
    expect(paths[1]?.d.match(/M/g)).toHaveLength(2);
  });
  it('fills its room with an image that is wider than high', () => {
    // Two pixels beside each other in 48 × 28: 20 each, with 4 of air around.
    expect(shadePaths([Float32Array.of(0, 1)], [2, 1], 1, 48, 28)).toEqual([{ shade: 1, d: 'M24 4h20v20h-20z' }]);
  });

  it('draws nothing where there is nothing', () => {
    expect(shadePaths([], [8, 8], 4, 100, 50)).toEqual([]);
    expect(shadePaths([new Float32Array(64)], [8, 8], 1, 100, 50)).toEqual([]);
  });
});

describe('imageSheet', () => {
  const inkAt = ({ width, rgba }: ReturnType<typeof imageSheet>, x: number, y: number) => rgba[4 * (y * width + x) + 3];

  it('puts images side by side with gaps, their ink between the smallest and the largest value', () => {
    const images = [Float32Array.of(0, 8, 16, 4), Float32Array.of(16, 16, 16, 16), Float32Array.of(0, 0, 0, 16)];
    const sheet = imageSheet(images, [2, 2], 2);
    expect([sheet.width, sheet.height, sheet.rgba.length]).toEqual([8, 8, 256]);
    expect([inkAt(sheet, 0, 0), inkAt(sheet, 1, 0), inkAt(sheet, 0, 1), inkAt(sheet, 1, 1)]).toEqual([0, 128, 255, 64]);
    expect([inkAt(sheet, 2, 0), inkAt(sheet, 6, 0), inkAt(sheet, 7, 7), inkAt(sheet, 1, 7)]).toEqual([0, 255, 0, 255]);
  });

  it('shows light as it is, in grey or in colours', () => {
    const grey = imageSheet([Float32Array.of(0, 1, 0.5, 1)], [2, 2], 1, true);
    expect(Array.from(grey.rgba.subarray(0, 12))).toEqual([0, 0, 0, 255, 255, 255, 255, 255, 128, 128, 128, 255]);
    const red = imageSheet([Float32Array.of(1, 0, 0, 0, 0.2, 0)], [2, 1], 1, true);
    expect([...red.rgba]).toEqual([255, 0, 0, 255, 0, 51, 0, 255]);
  });

  it('is empty where there is nothing', () => {
    expect(imageSheet([], [28, 28], 4)).toMatchObject({ height: 1 });
    expect(imageSheet([new Float32Array(4)], [2, 2], 1).rgba.every((value) => value === 0)).toBe(true);
  });
});
