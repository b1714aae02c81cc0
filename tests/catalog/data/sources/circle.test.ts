import { expect, it } from 'vitest';
import { toyPoints } from '../helpers.ts';

it('circle: a disc of radius 0.5 inside a ring from 0.7 to 1, both covered evenly', async () => {
  const points = await toyPoints({ name: 'circle', samples: 2000 });
  const radii = (wanted: number) => points.filter(({ label }) => label === wanted).map(({ radius }) => radius);
  const [inside, outside] = [radii(0), radii(1)];
  expect(Math.max(...inside)).toBeLessThanOrEqual(0.5 + 1e-6);
  expect(Math.min(...outside)).toBeGreaterThanOrEqual(0.7 - 1e-6);
  expect(Math.max(...outside)).toBeLessThanOrEqual(1 + 1e-6);
  // An even disc has a quarter of its points within half its radius.
  expect(inside.filter((radius) => radius < 0.25).length / inside.length).toBeCloseTo(0.25, 1);
});
