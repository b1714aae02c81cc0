import { expect, test } from 'vitest';
import type { DatasetInfo } from '../../../../src/catalog/define/index.ts';
import { hasPairs, namesOf, overPair, pairIn, withFeature } from '../../../../src/ui/dock/output/feature-pair.ts';

const split = (count: number, features: number[]) => ({
  count,
  features: Float32Array.from(features),
  targets: Float32Array.from({ length: count }, (_, i) => i),
});
const data = {
  columns: 3,
  splits: { train: split(2, [1, 2, 3, 4, 5, 6]), validation: split(1, [7, 8, 9]), test: split(0, []) },
};
const info: DatasetInfo = {
  title: 'Three',
  samples: 3,
  shape: [3],
  featureNames: ['a', 'b', 'c'],
  target: { kind: 'values', names: ['y'] },
};

test('of three features any two can be seen, of two or of pixels none are chosen', () => {
  expect(hasPairs(info, data)).toBe(true);
  expect(hasPairs(info, { ...data, columns: 2 })).toBe(false);
  expect(hasPairs({ ...info, image: [1, 3] }, data)).toBe(false);
  expect(pairIn([2, 0], info, data)).toEqual([2, 0]);
  // Chosen on other data, which had more.
  expect(pairIn([2, 5], info, data)).toBeUndefined();
});

test('the examples with the two features alone, and their names', () => {
  const two = overPair(data, [2, 0]);
  expect(two.columns).toBe(2);
  expect([...two.splits.train.features]).toEqual([3, 1, 6, 4]);
  expect([...two.splits.validation.features]).toEqual([9, 7]);
  expect(overPair(data, [2, 0])).toBe(two);
  expect([...overPair(data, [0, 1]).splits.train.features]).toEqual([1, 2, 4, 5]);
  expect(namesOf(info, [2, 0])).toEqual(['c', 'a']);
});

test('a feature that is on the other axis changes places with this one', () => {
  expect(withFeature([0, 1], 0, 2)).toEqual([2, 1]);
  expect(withFeature([0, 1], 0, 1)).toEqual([1, 0]);
  expect(withFeature([0, 1], 1, 0)).toEqual([1, 0]);
});
