import { expect, it } from 'vitest';
import { loadDataset, rowOf } from '../helpers.ts';

it('sine-windows: sixteen steps of one feature, and the next step to learn', async () => {
  const { info, data } = await loadDataset({ name: 'sine-windows', noise: 0, samples: 50 });
  expect(info).toMatchObject({ shape: [16, 1], target: { kind: 'values', names: ['next'], range: [-1, 1] } });
  expect(info.featureNames).toHaveLength(16);
  data.targets.forEach((next, row) => {
    const steps = [...rowOf(data.features, row, 16), next];
    // On any sine wave the neighbours of a step add up to the same multiple of it.
    const largest = steps
      .slice(1, -1)
      .reduce((best, x, i) => (Math.abs(x) > Math.abs(steps[best] ?? 0) ? i + 1 : best), 1);
    const factor = ((steps[largest - 1] ?? 0) + (steps[largest + 1] ?? 0)) / (steps[largest] ?? 1);
    for (let i = 1; i < 16; i++)
      expect((steps[i - 1] ?? 0) + (steps[i + 1] ?? 0)).toBeCloseTo(factor * (steps[i] ?? 0), 4);
  });
});

it('sine-windows: every example has a pace of its own', async () => {
  const { data } = await loadDataset({ name: 'sine-windows', noise: 0, samples: 200 });
  const turns = data.targets.map((_next, row) => {
    const steps = rowOf(data.features, row, 16);
    return steps.filter((x, i) => i > 0 && x * (steps[i - 1] ?? 0) < 0).length;
  });
  expect(new Set(turns).size).toBeGreaterThan(3);
});
