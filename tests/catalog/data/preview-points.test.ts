import { describe, expect, it } from 'vitest';
import { previewPoints } from '../../../src/catalog/data/preview-points.ts';
import { sources } from '../../../src/catalog/data/sources/index.ts';
import { describeDataset, loadDataset } from './helpers.ts';

describe('previewPoints', () => {
  it('thins evenly, and shows the first two features with the class as colour', async () => {
    const { info, data } = await loadDataset({ name: 'height-weight', samples: 100, noise: 0 });
    const points = previewPoints(data, info, 10);
    expect(points.count).toBe(10);
    expect(points.x[3]).toBe(data.features[60]);
    expect(points.y[3]).toBe(data.features[61]);
    expect(points.colour[3]).toBe(data.targets[30]);
    expect(points.axes).toEqual(['height (m)', 'weight (kg)']);
    const [x0, x1, y0, y1] = points.domain;
    expect(x0).toBeGreaterThanOrEqual(1.5);
    expect(x1).toBeLessThanOrEqual(2);
    expect(y1 - y0).toBeGreaterThan(10);
  });

  it('draws a single feature against the value to learn', async () => {
    const { info, data } = await loadDataset({ name: 'sine', samples: 50, noise: 0 });
    const points = previewPoints(data, info, 1000);
    expect(points.count).toBe(50);
    expect(points.y).toEqual(data.targets);
    expect(points.axes).toEqual(['x', 'y']);
  });

  it('shows the two features that the data names, and a part of the data where only that is given', async () => {
    const { info, data } = await loadDataset({ name: 'diabetes' });
    const points = previewPoints(data, info, 442);
    expect(points.axes).toEqual(['body mass index', 'log of triglycerides']);
    expect([points.x[5], points.y[5]]).toEqual([data.features[52], data.features[58]]);
    const part = { features: data.features.slice(0, 200), targets: data.targets.slice(0, 20) };
    expect(previewPoints(part, info, 442).count).toBe(20);
    expect(previewPoints(part, info, 10).colour[9]).toBe(data.targets[18]);
  });

  // An image is drawn as one.
  const points = sources.filter(({ name }) => describeDataset({ name }).image === undefined);
  it.each(points)('$name is drawn by features that are there and vary', async ({ name }) => {
    const { info, data } = await loadDataset({ name, samples: 50 });
    const { axes, x, y } = previewPoints(data, info, 50);
    expect(axes.every((axis) => info.featureNames.includes(axis) || axis === info.target.names[0])).toBe(true);
    // Values that all lie on a few lines show nothing.
    expect(Math.min(new Set(x).size, new Set(y).size)).toBeGreaterThan(8);
  });

  it('keeps the domain open when there is nothing to span', async () => {
    const { info, data } = await loadDataset({ name: 'digits' });
    expect(previewPoints(data, info, 0).domain).toEqual([0, 1, 0, 1]);
    // The first pixel of every digit is blank.
    const [x0, x1] = previewPoints(data, info, 20).domain;
    expect([x0, x1]).toEqual([-0.5, 0.5]);
  });
});
