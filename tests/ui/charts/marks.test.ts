import { describe, expect, it } from 'vitest';
import { shadePaths } from '../../../src/ui/charts/image-geometry.ts';
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
  it('draws nothing where there is nothing', () => {
    expect(shadePaths([], [8, 8], 4, 100, 50)).toEqual([]);
    expect(shadePaths([new Float32Array(64)], [8, 8], 1, 100, 50)).toEqual([]);
  });
});
