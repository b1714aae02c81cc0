import { expect, it } from 'vitest';
import { linearAccuracy, loadDataset, toyPoints } from '../helpers.ts';

it('gauss: two clouds with standard deviation 0.2 around (-0.5, -0.5) and (0.5, 0.5)', async () => {
  const points = await toyPoints({ name: 'gauss', samples: 4000 });
  for (const [label, centre] of [
    [0, -0.5],
    [1, 0.5],
  ] as const) {
    const cloud = points.filter((point) => point.label === label);
    for (const axis of ['x', 'y'] as const) {
      const mean = cloud.reduce((sum, point) => sum + point[axis], 0) / cloud.length;
      const variance = cloud.reduce((sum, point) => sum + (point[axis] - mean) ** 2, 0) / cloud.length;
      expect(Math.abs(mean - centre)).toBeLessThan(0.02);
      expect(Math.abs(Math.sqrt(variance) - 0.2)).toBeLessThan(0.01);
    }
  }
});

it('gauss: a linear net is enough', async () => {
  const { data } = await loadDataset({ name: 'gauss' });
  expect(linearAccuracy(data.features, data.targets, 0.5, 20)).toBeGreaterThan(0.98);
});
