import { expect, test } from 'vitest';
import { exampleAt, featureRanges } from '../../../../../src/ui/dock/output/try/known-examples.ts';
import { waysToTry } from '../../../../../src/ui/dock/output/try/ways-to-try.ts';

const none = { features: new Float32Array(), targets: new Float32Array(), count: 0 };
const view = (columns: number) => ({ columns, splits: { train: none, validation: none, test: none } });
const info = {
  title: '',
  samples: 3,
  shape: [3],
  featureNames: ['a', 'b', 'c'],
  target: { kind: 'classes', names: ['no', 'yes'] } as const,
};

test('grey pictures are drawn, a few features are set, and a plane is answered already', () => {
  expect(waysToTry({ ...info, image: [8, 8] }, view(64))).toBe('draw');
  expect(waysToTry({ ...info, image: [32, 32] }, view(3072))).toBeUndefined();
  expect(waysToTry(info, view(4))).toBe('set');
  expect(waysToTry(info, view(2))).toBeUndefined();
  expect(waysToTry(info, view(300))).toBeUndefined();
});

test('sliders reach over the training examples, and known examples come with what they are', () => {
  const train = { features: Float32Array.of(1, 10, 3, 30), targets: Float32Array.of(0, 1), count: 2 };
  const validation = { features: Float32Array.of(5, 6), targets: Float32Array.of(1), count: 1 };
  const data = { columns: 2, splits: { train, validation, test: none } };
  expect(featureRanges(data)).toEqual([
    { low: 1, high: 3, mean: 2 },
    { low: 10, high: 30, mean: 20 },
  ]);
  expect(exampleAt(data, info, 0)).toEqual({ row: Float32Array.of(5, 6), truth: 'yes' });
  expect(exampleAt(data, info, 7).truth).toBe('yes');
});
