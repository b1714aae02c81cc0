/** What is read of sequences of labels, in facts and in words. */
import { expect, test } from 'vitest';
import type { DatasetInfo } from '../../../../src/catalog/define/index.ts';
import { describeOutput } from '../../../../src/ui/dock/output/output-words.ts';
import { mistakesFirst, sequencesRead } from '../../../../src/ui/dock/output/sequence-facts.ts';
import { exampleAt } from '../../../../src/ui/dock/output/try/known-examples.ts';
import { describeDataset } from '../../../../src/ui/pictures/dataset-geometry.ts';
import { dataView, values } from '../fixtures.ts';

const info: DatasetInfo = {
  ...values(['a', 'b', 'c']),
  target: { kind: 'sequence', names: ['0', '1', '2'], length: 2 },
};
const view = {
  kind: 'sequences',
  length: 2,
  truth: Float32Array.of(1, 2, 3, 0, 1, 0),
  width: 3,
  read: Float32Array.of(1, 2, 0, 3, 3, 1, 2, 0, 0),
} as const;
const data = dataView(3, { validation: { features: [0, 0, 0, 0, 0, 0, 0, 0, 0], targets: [1, 2, 3, 0, 1, 0] } });

test('an example is right if all of its labels are, and no more', () => {
  expect(sequencesRead(view)).toEqual([
    { row: 0, truth: [1, 2], read: [1, 2], right: true },
    { row: 1, truth: [3], read: [3, 3, 1], right: false },
    { row: 2, truth: [1], read: [2], right: false },
  ]);
  expect(mistakesFirst(sequencesRead(view)).map(({ row }) => row)).toEqual([1, 2, 0]);
});

test('one sentence says how many, and how many have another length', () => {
  expect(describeOutput(view, data, info)).toBe(
    '1 of 3 validation sequences are read without a mistake (33 %). In 1 of the 2 others too many or too few labels are read.',
  );
  const perfect = { ...view, width: 2, read: view.truth };
  expect(describeOutput(perfect, data, info)).toBe('3 of 3 validation sequences are read without a mistake (100 %).');
});

test('examples and the data set name labels, not values', () => {
  expect(exampleAt(data, info, 0).truth).toBe('01');
  expect(exampleAt(data, info, 1).truth).toBe('2');
  expect(describeDataset(info)).toContain('up to 2 labels one behind the other, of 3: 0, 1, 2.');
});
