import { expect, it } from 'vitest';
import { toyPoints } from '../helpers.ts';

it('reg-plane: the value is the mean of two features that fill [-1, 1]²', async () => {
  const points = await toyPoints({ name: 'reg-plane' });
  for (const { x, y, label: value } of points) expect(value).toBeCloseTo((x + y) / 2, 6);
  for (const axis of ['x', 'y'] as const) {
    const values = points.map((point) => point[axis]);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-1);
    expect(Math.min(...values)).toBeLessThan(-0.97);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
    expect(Math.max(...values)).toBeGreaterThan(0.97);
  }
});
