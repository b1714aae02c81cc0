import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import type { RegularizerDefinition } from '../../../src/catalog/define/index.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
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

describe('OrthogonalRegularizer', () => {
  const orthogonal = catalog.expect('OrthogonalRegularizer', 'regularizer');
  const penalty = (mode: string, rows: number[][], factor = 1) =>
    tf.tidy(() => orthogonal.penalty(tf, { factor, mode }, tf.tensor2d(rows)).dataSync()[0]);

  it('is the mean of |cos| over all pairs, whatever the lengths', () => {
    // Rows at 0°, 60° and 90°: cosines ½, 0 and √3/2.
    const rows = [
      [2, 0],
      [0.5, Math.sqrt(3) / 2],
      [0, -3],
    ];
    expect(penalty('rows', rows)).toBeCloseTo((0.5 + Math.sqrt(3) / 2) / 3, 6);
    expect(penalty('rows', rows, 0.01)).toBeCloseTo((0.5 + Math.sqrt(3) / 2) / 300, 8);
    const turned = [0, 1].map((axis) => rows.map((row) => row[axis] ?? 0));
    expect(penalty('columns', turned)).toBeCloseTo((0.5 + Math.sqrt(3) / 2) / 3, 6);
  });

  it('refuses weights that have no pairs', () => {
    const params = { factor: 0.01, mode: 'rows' };
    expect(orthogonal.refusesShape?.(params, [4, 3])).toBeUndefined();
    expect(orthogonal.refusesShape?.(params, [4])).toContain('matrix');
    expect(orthogonal.refusesShape?.(params, [1, 3])).toContain('only one');
    expect(orthogonal.refusesShape?.({ ...params, mode: 'columns' }, [4, 1])).toContain('only one');
  });
});
