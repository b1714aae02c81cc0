import { describe, expect, it } from 'vitest';
import { linearAccuracy, loadDataset, toyPoints } from '../helpers.ts';

describe('spiral', () => {
  it.each([2, 3, 5])('winds %i arms once around the centre', async (classes) => {
    for (const { x, y, label, radius } of await toyPoints({ name: 'spiral', classes })) {
      expect(radius).toBeLessThanOrEqual(1 + 1e-6);
      const expected = 2 * Math.PI * (radius + label / classes);
      // Compared as points, since angles wrap around and mean little near the centre.
      expect(Math.abs(x - radius * Math.cos(expected))).toBeLessThan(1e-5);
      expect(Math.abs(y - radius * Math.sin(expected))).toBeLessThan(1e-5);
    }
  });

  it('is out of reach of a linear net', async () => {
    const { data } = await loadDataset({ name: 'spiral' });
    expect(linearAccuracy(data.features, data.targets, 0.5, 60)).toBeLessThan(0.75);
  });

  it('names its arms', async () => {
    const { info } = await loadDataset({ name: 'spiral', classes: 3 });
    expect(info.target).toEqual({ kind: 'classes', names: ['arm 1', 'arm 2', 'arm 3'] });
  });
});
