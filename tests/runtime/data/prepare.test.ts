import { describe, expect, test } from 'vitest';
import { prepareData } from '../../../src/runtime/data/prepare.ts';
import { example, linkedOf } from '../../support/programs.ts';

const column = (rows: Float32Array, columns: number, index: number) =>
  [...rows].filter((_, i) => i % columns === index);
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const spread = (values: readonly number[]) => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)));

describe('preparing data', () => {
  test('splits as the data set asks, and no row is in two splits', async () => {
    const { splits, view } = await prepareData(linkedOf(example('digits')));
    expect([splits.train.count, splits.validation.count, splits.test.count]).toEqual([1168, 270, 359]);
    const keys = Object.values(view.splits).flatMap(({ features, count }) =>
      Array.from({ length: count }, (_, row) => features.subarray(row * 64, (row + 1) * 64).join()),
    );
    // Every image of this set is different from every other.
    expect(new Set(keys).size).toBe(1797);
  });

  test('fits preprocessing on the training rows only and applies it to all', async () => {
    const { splits, view } = await prepareData(linkedOf(example('height-weight-standardized')));
    const train = splits.train.inputs['scale'] ?? new Float32Array();
    const held = splits.validation.inputs['scale'] ?? new Float32Array();
    for (const index of [0, 1]) {
      expect(mean(column(train, 2, index))).toBeCloseTo(0, 5);
      expect(spread(column(train, 2, index))).toBeCloseTo(1, 5);
      expect(Math.abs(mean(column(held, 2, index)))).toBeGreaterThan(1e-4);
      const raw = column(view.splits.train.features, 2, index);
      const first = view.splits.validation.features[index] ?? 0;
      expect(held[index]).toBeCloseTo((first - mean(raw)) / spread(raw), 4);
    }
  });

  test('takes new rows through the same fitted preprocessing', async () => {
    const { preprocess, splits, view } = await prepareData(linkedOf(example('height-weight-standardized')));
    expect(preprocess(view.splits.validation.features)['scale']).toEqual(splits.validation.inputs['scale']);
  });

  test('writes classes as the loss reads them', async () => {
    const one = await prepareData(linkedOf(example('xor')));
    expect(one.splits.train.targets).toHaveLength(one.splits.train.count);
    const hot = await prepareData(linkedOf(example('skip-connection')));
    expect(hot.splits.train.targets).toHaveLength(3 * hot.splits.train.count);
    expect([0, 1, 2].map((i) => hot.splits.train.targets[i] ?? 0).reduce((sum, v) => sum + v, 0)).toBe(1);
  });
});
