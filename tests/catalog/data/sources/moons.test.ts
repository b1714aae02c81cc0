import { expect, it } from 'vitest';
import { toyPoints } from '../helpers.ts';

it('moons: two half circles that reach into each other', async () => {
  const points = await toyPoints({ name: 'moons' });
  for (const { x, y, label } of points) {
    const turn = label === 0 ? 1 : -1;
    // Seen from its own centre, each moon is a half circle of radius 2/3.
    const dx = turn * x + 1 / 3;
    const dy = turn * y + 1 / 6;
    expect(Math.hypot(dx, dy)).toBeCloseTo(2 / 3, 5);
    expect(dy).toBeGreaterThanOrEqual(-1e-6);
  }
  expect(Math.min(...points.map(({ x }) => x))).toBeLessThan(-0.95);
  expect(Math.max(...points.map(({ x }) => x))).toBeGreaterThan(0.95);
  expect(Math.max(...points.map(({ y }) => Math.abs(y)))).toBeLessThanOrEqual(0.5 + 1e-6);
  // They interlock: the tip of each moon lies within the span of the other.
  const tip = points.filter(({ label, y }) => label === 0 && y < -0.1);
  expect(tip.some(({ x }) => x > 0.2)).toBe(true);
});
