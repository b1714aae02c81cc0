import { expect, test } from 'vitest';
import { toyPoints } from '../helpers.ts';

test('height and weight go together, and the classes differ where they part', async () => {
  const points = await toyPoints({ name: 'build', samples: 2000, noise: 0 });
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [height, weight] = [mean(({ x }) => x), mean(({ y }) => y)];
  const together = mean(({ x, y }) => (x - height) * (y - weight));
  const [tall, heavy] = [mean(({ x }) => (x - height) ** 2), mean(({ y }) => (y - weight) ** 2)];
  expect(together / Math.sqrt(tall * heavy)).toBeGreaterThan(0.9);
  for (const { x, y, label } of points) expect(y > 24 * x ** 2).toBe(label === 1);
  // Neither of the two tells much alone.
  const alone = points.filter(({ y, label }) => y > 74 === (label === 1)).length / points.length;
  expect(alone).toBeLessThan(0.75);
  expect(points.every(({ x }) => x >= 1.5 && x <= 2)).toBe(true);
});
