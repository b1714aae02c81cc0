import { expect, it } from 'vitest';
import { toyPoints } from '../helpers.ts';

it('xor: the class says whether the signs differ, with a gap along the axes', async () => {
  const points = await toyPoints({ name: 'xor' });
  const quadrants = new Set<string>();
  for (const { x, y, label } of points) {
    expect(label).toBe(x * y < 0 ? 1 : 0);
    for (const value of [x, y]) {
      expect(Math.abs(value)).toBeGreaterThanOrEqual(0.1 - 1e-6);
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
    }
    quadrants.add(`${Math.sign(x)} ${Math.sign(y)}`);
  }
  expect(quadrants.size).toBe(4);
});
