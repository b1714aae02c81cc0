import { describe, expect, test } from 'vitest';
import { dataView, judgedSplit, rowsShown } from '../../src/protocol/data-view.ts';

const split = (count: number, columns: number) => ({
  count,
  features: Float32Array.from({ length: count * columns }, (_, i) => i),
  targets: Float32Array.from({ length: count }, (_, i) => i),
});
const splits = (train: number, validation: number, tested: number, columns: number) => ({
  train: split(train, columns),
  validation: split(validation, columns),
  test: split(tested, columns),
});

describe('what the page gets of the examples', () => {
  test('is everything while it is small', () => {
    const all = splits(700, 200, 100, 64);
    const view = dataView(64, all);
    expect(view.splits).toEqual(all);
    expect(rowsShown(view.splits.train, 64)).toBe(700);
  });

  test('of large data is whole rows of a part, all targets, and most of what is judged', () => {
    const all = splits(6000, 2000, 2000, 784);
    const view = dataView(784, all);
    expect(Object.values(view.splits).map((each) => rowsShown(each, 784))).toEqual([510, 2000, 510]);
    for (const name of ['train', 'validation', 'test'] as const) {
      expect(view.splits[name].count).toBe(all[name].count);
      expect(view.splits[name].targets).toBe(all[name].targets);
      expect(view.splits[name].features.at(-1)).toBe(rowsShown(view.splits[name], 784) * 784 - 1);
    }
    // A view into the whole would be sent as the whole.
    expect(view.splits.train.features.buffer.byteLength).toBe(510 * 784 * 4);
    const bytes = Object.values(view.splits).reduce((sum, { features }) => sum + features.byteLength, 0);
    expect(bytes).toBeLessThan(12e6);
  });

  test('without validation examples, the training examples are judged', () => {
    const all = splits(3000, 0, 2000, 784);
    expect(judgedSplit(all)).toBe('train');
    expect(rowsShown(dataView(784, all).splits.train, 784)).toBe(2551);
  });
});
