import { expect, test } from 'vitest';
import { curveAt, describeOutput, outputInBrief, predictionAt } from '../../../../src/ui/dock/output/output-words.ts';
import { classes, dataView, plane, values } from '../fixtures.ts';

test('a place in the plane is read from its cell', () => {
  const view = plane([0.1, 0.2, 0.3, 0.4]);
  expect(predictionAt(view, 0.5, 0.5)?.[0]).toBeCloseTo(0.1);
  expect(predictionAt(view, 1.5, 0.5)?.[0]).toBeCloseTo(0.2);
  expect(predictionAt(view, 0.5, 1.5)?.[0]).toBeCloseTo(0.3);
  expect(predictionAt(view, 2.5, 0.5)).toBeUndefined();
});

test('a boundary is described by the validation points on its right side', () => {
  const data = dataView(2, {
    train: { features: [0.5, 0.5], targets: [1] },
    validation: { features: [0.5, 0.5, 1.5, 0.5, 0.5, 1.5, 1.5, 1.5], targets: [0, 1, 0, 0] },
  });
  expect(describeOutput(plane([0, 1, 0, 1]), data, classes('in', 'out'))).toBe(
    '75 % of 4 validation points are on the right side.',
  );
});

test('without held-out points the training points are spoken of', () => {
  const data = dataView(2, { train: { features: [0.5, 0.5], targets: [0] } });
  expect(describeOutput(plane([0, 1, 0, 1]), data, classes('in', 'out'))).toBe(
    '100 % of 1 training points are on the right side.',
  );
});

test('a surface and a line are described by how far they are off', () => {
  const surface = dataView(2, { validation: { features: [0.5, 0.5, 1.5, 1.5], targets: [1, 1] } });
  expect(describeOutput(plane([1, 0, 0, 3]), surface, values(['a', 'b']))).toContain(
    'misses the 2 validation points by 1.41 on average',
  );
  const view = { kind: 'curve', x: Float32Array.of(0, 1, 2), y: Float32Array.of(0, 2, 4) } as const;
  expect(curveAt(view, 0.25)).toBe(0.5);
  expect(curveAt(view, 9)).toBe(4);
  const line = dataView(1, { validation: { features: [0.5, 1.5], targets: [1, 3] } });
  expect(describeOutput(view, line, values(['x']))).toBe(
    'The curve from 0 to 4 misses 2 validation points by 0 on average (root of the mean square).',
  );
});

test('a confusion table and a scatter have their sentence', () => {
  const data = dataView(3, { validation: { features: [0, 0, 0, 1, 1, 1, 2, 2, 2], targets: [0, 1, 1] } });
  const confusion = {
    kind: 'confusion',
    classes: 2,
    counts: Float32Array.of(1, 0, 1, 1),
    predictions: Int32Array.of(0, 0, 1),
    sureness: new Float32Array(6).fill(1),
  } as const;
  expect(describeOutput(confusion, data, classes('cat', 'dog'))).toBe(
    '2 of 3 validation examples are recognised (67 %). The most frequent mistake: dog taken for cat, 1 time.',
  );
  const scatter = { kind: 'scatter', truth: Float32Array.of(1, 2), predicted: Float32Array.of(1, 4) } as const;
  expect(describeOutput(scatter, data, values(['a', 'b', 'c']))).toContain('2 validation values are off by 1.41');
});

/** Two lines of the smallest card. */
const TWO_LINES = 40;

test('in brief it fits on a small card', () => {
  const surface = dataView(2, { validation: { features: [0.5, 0.5, 1.5, 1.5], targets: [1, 1] } });
  const line = dataView(1, { validation: { features: [0.5, 1.5], targets: [1, 3] } });
  const many = {
    kind: 'confusion',
    classes: 2,
    counts: Float32Array.of(9998, 2, 1, 9999),
    predictions: new Int32Array(20_000),
    sureness: new Float32Array(40_000).fill(1),
  } as const;
  const curve = { kind: 'curve', x: Float32Array.of(0, 1, 2), y: Float32Array.of(-1, 2, 4) } as const;
  const scatter = { kind: 'scatter', truth: Float32Array.of(1, 2), predicted: Float32Array.of(1, 4) } as const;
  const found = [
    outputInBrief(plane([0, 1, 0, 1]), surface, classes('in', 'out')),
    outputInBrief(plane([1, 0, 0, 3]), surface, values(['a', 'b'])),
    outputInBrief(many, line, classes('a very long name', 'another one that is long')),
    outputInBrief(curve, line, values(['x'])),
    outputInBrief(curve, line, classes('in', 'out')),
    outputInBrief(scatter, line, values(['a', 'b', 'c'])),
  ];
  expect(found).toEqual([
    '50 % on the right side.',
    'Off by 1.41 on average.',
    '19,997 of 20,000 recognised (100 %).',
    'Off by 0.354 on average.',
    'From −1 to 4.',
    'Off by 1.41 on average.',
  ]);
  for (const words of found) expect(words.length).toBeLessThanOrEqual(TWO_LINES);
});
