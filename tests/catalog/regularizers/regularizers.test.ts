import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import type { RegularizerDefinition } from '../../../src/catalog/define/index.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import { l1 } from '../../../src/catalog/regularizers/l1.ts';
import { l1l2 } from '../../../src/catalog/regularizers/l1-l2.ts';
import { l2 } from '../../../src/catalog/regularizers/l2.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const W = [1, -2, 0, 3];

function measure(definition: RegularizerDefinition, given: Record<string, number>) {
  const params = parseParams(definition, given);
  if (!params.success) throw new Error(params.error.message);
  return tf.tidy(() => {
    const penalty = (w: tf.Tensor) => definition.penalty(tf, params.data, w);
    const w = tf.tensor2d([W]);
    return { value: penalty(w).dataSync()[0] ?? NaN, slope: [...tf.grad(penalty)(w).dataSync()] };
  });
}

test.each([
  [l1, { l1: 0.5 }, 3, [0.5, -0.5, 0, 0.5]],
  [l2, { l2: 0.5 }, 7, [1, -2, 0, 3]],
  [l1l2, { l1: 0.5, l2: 0.5 }, 10, [1.5, -2.5, 0, 3.5]],
  [l1l2, {}, 0, [0, 0, 0, 0]],
] as const)('$type: value and slope, with slope 0 at 0', (definition, given, value, slope) => {
  const found = measure(definition, given);
  expect(found.value).toBeCloseTo(value, 5);
  found.slope.forEach((each, i) => expect(each).toBeCloseTo(slope[i] ?? NaN, 5));
});

test('defaults are those of Keras', () => {
  expect([l1, l2, l1l2].map((each) => defaultParams(each))).toEqual([{ l1: 0.01 }, { l2: 0.01 }, { l1: 0, l2: 0 }]);
});

test('negative strengths are refused', () => expect(parseParams(l2, { l2: -1 }).success).toBe(false));
