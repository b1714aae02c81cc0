import { expect, test } from 'vitest';
import { longestStretch, nearestStretch } from '../../../../src/ui/canvas/wires/bends.ts';
import { wirePath } from '../../../../src/ui/canvas/wires/wire-path.ts';

const at = (x: number, y: number) => ({ x, y });

test('a new bend comes between the two that are nearest to it', () => {
  const points = [at(0, 0), at(100, 0), at(100, 200), at(300, 200)];
  expect(nearestStretch(points, at(50, 10))).toBe(0);
  expect(nearestStretch(points, at(110, 100))).toBe(1);
  expect(nearestStretch(points, at(290, 190))).toBe(2);
  expect(nearestStretch([at(0, 0), at(0, 0)], at(5, 5))).toBe(0);
});

test('without a place, a new bend comes into the longest stretch', () => {
  expect(longestStretch([at(0, 0), at(100, 0), at(100, 210), at(300, 210)])).toBe(1);
  expect(longestStretch([at(0, 0), at(50, 0)])).toBe(0);
  expect(longestStretch([at(5, 5), at(5, 5)])).toBe(0);
});

test('a bent wire leaves and comes in straight, and passes its bends', () => {
  const ends = { source: at(0, 0), target: at(400, 0), upright: false };
  const { d, middle, room } = wirePath(ends, 50, [[200, 150]]);
  expect(d.startsWith('M0 0L')).toBe(true);
  expect(d.endsWith('L400 0')).toBe(true);
  const lowest = Math.max(...(d.match(/-?[\d.]+ -?[\d.]+/g) ?? []).map((pair) => Number(pair.split(' ')[1])));
  // The corner is rounded, so that it is nearly reached.
  expect(lowest).toBeGreaterThan(120);
  expect(lowest).toBeLessThanOrEqual(150);
  expect(middle).toEqual({ x: 109, y: 75 });
  expect(room).toBe(182);
  const upright = wirePath({ source: at(0, 0), target: at(0, -200), upright: true }, undefined, [[80, -100]]);
  expect(upright.d.startsWith('M0 0L0 -')).toBe(true);
});
