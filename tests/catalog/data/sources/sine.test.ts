import { expect, it } from 'vitest';
import { loadDataset } from '../helpers.ts';

it('sine: one feature, one value, two waves', async () => {
  const { info, data } = await loadDataset({ name: 'sine', noise: 0 });
  expect(info).toMatchObject({
    shape: [1],
    featureNames: ['x'],
    target: { kind: 'values', names: ['y'], range: [-1, 1] },
  });
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

it.each(['sine', 'sine-windows', 'reg-plane', 'reg-gauss'] as const)(
  '%s: the stated range holds nearly all values and no more',
  async (name) => {
    const { info, data } = await loadDataset({ name, noise: 0.1, samples: 20_000 });
    const range = info.target.kind === 'values' ? info.target.range : undefined;
    const [low, high] = range ?? [0, 0];
    expect([low, high]).toEqual([-1.2, 1.2]);
    expect(data.targets.filter((y) => y >= low && y <= high).length / data.targets.length).toBeGreaterThan(0.98);
    expect(Math.min(...data.targets)).toBeLessThan(-0.85);
    expect(Math.max(...data.targets)).toBeGreaterThan(0.85);
  },
);
