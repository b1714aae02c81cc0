import { expect, test } from 'vitest';
import { judgedSplit, pointsOf } from '../../../../src/ui/dock/output/points.ts';
import { dataView } from '../fixtures.ts';

test('validation and test points are held out; two features are a place, the target is beside it', () => {
  const data = dataView(2, {
    train: { features: [1, 2], targets: [0] },
    validation: { features: [3, 4], targets: [1] },
    test: { features: [5, 6], targets: [2] },
  });
  expect(pointsOf(data)).toEqual({
    train: [{ x: 1, y: 2, target: 0 }],
    heldOut: [
      { x: 3, y: 4, target: 1 },
      { x: 5, y: 6, target: 2 },
    ],
  });
  expect(pointsOf(data)).toBe(pointsOf(data));
});

test('a single feature is drawn against the value to learn', () => {
  expect(pointsOf(dataView(1, { train: { features: [1], targets: [7] } })).train).toEqual([{ x: 1, y: 7, target: 7 }]);
});

test('the validation split is judged where there is one', () => {
  expect(judgedSplit(dataView(1, { validation: { features: [1], targets: [1] } })).name).toBe('validation');
  expect(judgedSplit(dataView(1, { test: { features: [1], targets: [1] } })).name).toBe('train');
});
