import { expect, test } from 'vitest';
import { confusionFacts, countAt, examplesOf } from '../../../../src/ui/dock/output/confusion-facts.ts';

const view = {
  kind: 'confusion',
  classes: 3,
  counts: Float32Array.of(5, 1, 0, 3, 2, 0, 0, 0, 0),
  predictions: Int32Array.of(0, 1, 0, 0),
  sureness: Float32Array.of(0.75, 0.75, 0.5, 0.25, 0.5, 0.25, 0.5, 0.25),
} as const;

test('totals, recall per class and mistakes by frequency', () => {
  const facts = confusionFacts(view);
  expect(countAt(view, 1, 0)).toBe(3);
  expect(facts).toMatchObject({ total: 11, right: 7, most: 5, worst: { truth: 1, guess: 0, count: 3 } });
  expect(facts.recall).toEqual([5 / 6, 2 / 5, undefined]);
  expect(facts.mistakes.map(({ count }) => count)).toEqual([3, 1]);
});

test('examples of a cell, or every mistake, up to a limit', () => {
  const targets = Float32Array.of(0, 0, 1, 1);
  expect(examplesOf(view, targets, { truth: 0, guess: 0 }, 9)).toEqual([
    { row: 0, truth: 0, guess: 0, sure: 0.75, ofTruth: 0.75 },
  ]);
  expect(examplesOf(view, targets, undefined, 9).map(({ row }) => row)).toEqual([1, 2, 3]);
  expect(examplesOf(view, targets, undefined, 2)).toHaveLength(2);
});
