import { expect, it } from 'vitest';
import { toyPoints } from '../helpers.ts';

it('reg-gauss: three hills and three valleys, flat between them', async () => {
  const points = await toyPoints({ name: 'reg-gauss', samples: 20_000 });
  const valueAt = (x: number, y: number) => {
    const near = points.filter((point) => Math.hypot(point.x - x, point.y - y) < 0.04);
    expect(near.length).toBeGreaterThan(3);
    return near.reduce((sum, { label: value }) => sum + value, 0) / near.length;
  };
  const grid = [-0.65, 0, 0.65].map((x) => [-0.45, 0.45].map((y) => Math.round(valueAt(x, y))));
  expect(grid).toEqual([
    [1, -1],
    [-1, 1],
    [1, -1],
  ]);
  expect(Math.abs(valueAt(0, 0))).toBeLessThan(0.1);
  expect(Math.max(...points.map(({ label: value }) => Math.abs(value)))).toBeLessThanOrEqual(1);
});
