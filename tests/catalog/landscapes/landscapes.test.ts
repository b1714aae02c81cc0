import { describe, expect, it } from 'vitest';
import * as all from '../../../src/catalog/landscapes/index.ts';

describe.each(Object.values(all))('$name', ({ domain, start, minima, value, gradient }) => {
  const [x0, x1, y0, y1] = domain;
  const places = Array.from(
    { length: 25 },
    (_, i) => [x0 + ((x1 - x0) * (i % 5)) / 4, y0 + ((y1 - y0) * Math.floor(i / 5)) / 4] as const,
  );

  it('has the gradient of its value', () => {
    for (const [x, y] of places) {
      const h = 1e-5;
      const slopes = [
        (value([x + h, y]) - value([x - h, y])) / (2 * h),
        (value([x, y + h]) - value([x, y - h])) / (2 * h),
      ];
      gradient([x, y]).forEach((found, axis) => {
        const wanted = slopes[axis] ?? Number.NaN;
        expect(Math.abs(found - wanted)).toBeLessThan(1e-4 * (1 + Math.abs(wanted)));
      });
    }
  });

  it('starts inside its picture, and is nowhere lower than at its minima', () => {
    expect(start[0] > x0 && start[0] < x1 && start[1] > y0 && start[1] < y1).toBe(true);
    for (const minimum of minima) {
      expect(value(minimum)).toBeCloseTo(0, 8);
      for (const slope of gradient(minimum)) expect(Math.abs(slope)).toBeLessThan(1e-3);
      for (const place of places) expect(value(place)).toBeGreaterThanOrEqual(0);
    }
  });
});
