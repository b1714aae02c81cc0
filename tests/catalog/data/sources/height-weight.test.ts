import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../../../src/catalog/catalog.ts';
import { standardize } from '../../../../src/catalog/preprocessing/standardize.ts';
import { linearAccuracy, loadDataset, toyPoints } from '../helpers.ts';

describe('height-weight', () => {
  it('stays within 1.5 to 2 metres and 45 to 110 kilograms', async () => {
    const points = await toyPoints({ name: 'height-weight', samples: 3000 });
    for (const { x: height, y: weight } of points) {
      expect(height).toBeGreaterThanOrEqual(1.5);
      expect(height).toBeLessThanOrEqual(2);
      expect(weight).toBeGreaterThanOrEqual(45);
      expect(weight).toBeLessThanOrEqual(110);
    }
    const mean = (axis: 'x' | 'y') => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
    expect(Math.abs(mean('x') - 1.75)).toBeLessThan(0.02);
    expect(Math.abs(mean('y') - 74)).toBeLessThan(2);
  });

  it('has a border that both features decide', async () => {
    const points = await toyPoints({ name: 'height-weight', samples: 3000 });
    const right = (rule: (height: number, weight: number) => boolean) =>
      points.filter(({ x, y, label }) => rule(x, y) === (label === 1)).length / points.length;
    const both = right((height, weight) => (height - 1.75) / 0.09 + (weight - 73.5) / 12.5 > 0);
    expect(both).toBeGreaterThan(0.94);
    expect(both).toBeLessThan(0.99);
    expect(right((height) => height > 1.75)).toBeLessThan(both - 0.05);
    expect(right((_height, weight) => weight > 73.5)).toBeLessThan(both - 0.05);
  });

  it.each([0.01, 0.1, 0.5])('plain SGD at rate %d learns it with Standardize and not without', async (rate) => {
    const { data } = await loadDataset({ name: 'height-weight' });
    const params = defaultParams(standardize);
    const scaled = standardize.apply(params, standardize.fit(params, data.features, 2), data.features, 2);
    const raw = linearAccuracy(data.features, data.targets, rate, 60);
    const standardized = linearAccuracy(scaled, data.targets, rate, 60);
    expect(standardized).toBeGreaterThan(0.92);
    expect(raw).toBeLessThan(0.8);
  });
});
