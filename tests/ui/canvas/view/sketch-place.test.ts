import { expect, test } from 'vitest';
import { covers, placeOf, withAir } from '../../../../src/ui/canvas/view/sketch-place.ts';

const PAINTED = { x: 30, y: -40, zoom: 0.1, width: 800, height: 600 };

test('a bitmap that is moved along shows everything where the view has it', () => {
  const air = withAir(PAINTED);
  for (const now of [PAINTED, { ...PAINTED, x: 90, y: 10 }, { ...PAINTED, zoom: 0.13, x: -70, y: -140 }]) {
    const { x, y, scale } = placeOf(PAINTED, now);
    for (const [px, py] of [
      [0, 0],
      [4200, -310],
    ] as const) {
      // Painted at these pixels of the bitmap, whose corner lies a quarter outside.
      const [bx, by] = [air.x + px * air.zoom, air.y + py * air.zoom];
      expect(-0.25 * now.width + x + bx * scale).toBeCloseTo(now.x + px * now.zoom);
      expect(-0.25 * now.height + y + by * scale).toBeCloseTo(now.y + py * now.zoom);
    }
  }
});

test('it stands in only for what it holds, about as large', () => {
  expect(covers(PAINTED, PAINTED)).toBe(true);
  expect(covers(PAINTED, { ...PAINTED, x: PAINTED.x + 199 })).toBe(true);
  expect(covers(PAINTED, { ...PAINTED, x: PAINTED.x + 201 })).toBe(false);
  expect(covers(PAINTED, { ...PAINTED, y: PAINTED.y - 151 })).toBe(false);
  expect(covers(PAINTED, { ...PAINTED, zoom: 0.03 })).toBe(false);
  expect(covers(PAINTED, { ...PAINTED, zoom: 0.2 })).toBe(false);
  expect(covers(PAINTED, { ...PAINTED, width: 900 })).toBe(false);
});
