import { describe, expect, it } from 'vitest';
import { BEYOND, dotsAt } from '../../../../src/ui/canvas/view/dots-at.ts';

const VIEWS = [
  [0, 0, 1],
  [-333.5, 1_207, 0.37],
  [19, -4_000, 2.5],
] as const;

describe('the dots behind the graph', () => {
  it('stay where they are in the document, however far the view has moved', () => {
    for (const [x, y, zoom] of VIEWS) {
      const { gap, x: shift, y: down } = dotsAt(x, y, zoom);
      expect(gap).toBeCloseTo(20 * zoom);
      const [before, after] = [dotsAt(x + 7 * gap, y - 3 * gap, zoom), dotsAt(x + gap / 4, y, zoom)];
      expect(before.x).toBeCloseTo(shift);
      expect(before.y).toBeCloseTo(down);
      expect((after.x - shift + gap) % gap).toBeCloseTo(gap / 4);
    }
  });

  it('cover the canvas: the layer is shifted by less than it reaches beyond', () => {
    for (const [x, y, zoom] of VIEWS) {
      const { gap, x: shift, y: down } = dotsAt(x, y, zoom);
      expect(Math.min(shift, down)).toBeGreaterThanOrEqual(0);
      expect(Math.max(shift, down)).toBeLessThan(gap);
      expect(gap).toBeLessThanOrEqual(BEYOND);
    }
  });

  it('are fainter where they are smaller than a pixel', () => {
    const [far, near] = [dotsAt(0, 0, 0.1), dotsAt(0, 0, 2)];
    expect(far.strength).toBeLessThan(10);
    expect(near.strength).toBeGreaterThan(90);
    expect(near.strength).toBeLessThanOrEqual(100);
  });
});
