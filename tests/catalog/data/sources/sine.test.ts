import { expect, it } from 'vitest';
import { loadDataset } from '../helpers.ts';

it('sine: one feature, one value, two waves', async () => {
  const { info, data } = await loadDataset({ name: 'sine', noise: 0 });
  expect(info).toMatchObject({ shape: [1], featureNames: ['x'], target: { kind: 'values', names: ['y'] } });
  data.features.forEach((x, row) => {
    expect(Math.abs(x)).toBeLessThanOrEqual(1);
    expect(data.targets[row]).toBeCloseTo(Math.sin(2 * Math.PI * x), 5);
  });
});

it('sine: noise is added to the value, with the standard deviation that was asked for', async () => {
  const { data } = await loadDataset({ name: 'sine', noise: 0.2, samples: 5000 });
  const errors = data.features.map((x, row) => (data.targets[row] ?? 0) - Math.sin(2 * Math.PI * x));
  const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;
  const spread = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(spread - 0.2)).toBeLessThan(0.01);
});
