/** Keras 3's rules, by hand on small weights: columns are the weights that lead into one unit. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import type { ConstraintDefinition } from '../../../src/catalog/define/index.ts';
import { maxNorm } from '../../../src/catalog/constraints/max-norm.ts';
import { minMaxNorm } from '../../../src/catalog/constraints/min-max-norm.ts';
import { nonNeg } from '../../../src/catalog/constraints/non-neg.ts';
import { unitNorm } from '../../../src/catalog/constraints/unit-norm.ts';

beforeAll(async () => void (await tf.setBackend('cpu')));

// Columns of length 5, 0.5 and 0.
const weight = () =>
  tf.tensor2d([
    [3, 0.3, 0],
    [-4, -0.4, 0],
  ]);

function project(definition: ConstraintDefinition, params = {}): number[] {
  return tf.tidy(() => {
    const result = definition.project(tf, { ...defaultParams(definition), ...params }, weight());
    return [...result.dataSync()];
  });
}

const close = (found: readonly number[], wanted: readonly number[]) =>
  found.forEach((value, i) => expect(value, `entry ${i}`).toBeCloseTo(wanted[i] ?? Number.NaN, 5));

describe('constraints', () => {
  it('NonNeg sets negative weights to zero', () => close(project(nonNeg), [3, 0.3, 0, 0, 0, 0]));

  it('MaxNorm shortens what is longer, and leaves the rest', () =>
    close(project(maxNorm), [1.2, 0.3, 0, -1.6, -0.4, 0]));

  it('MaxNorm along the other axis', () => {
    const [a = 0, b = 0, , c = 0] = project(maxNorm, { axis: [1], max_value: 1 });
    expect(Math.hypot(a, b)).toBeCloseTo(1, 5);
    expect(c).toBeCloseTo(-4 / Math.hypot(4, 0.4), 5);
  });

  it('UnitNorm takes all weights of one kernel of a convolution together', () => {
    tf.tidy(() => {
      const kernels = tf.tensor4d([3, 1, 0, 2, 4, 1, 0, 2], [2, 2, 1, 2]);
      const found = unitNorm.project(tf, { axis: [0, 1, 2] }, kernels).dataSync();
      const norms = [Math.hypot(3, 0, 4, 0), Math.hypot(1, 2, 1, 2)];
      found.forEach((value, i) => expect(value).toBeCloseTo((kernels.dataSync()[i] ?? NaN) / (norms[i % 2] ?? 1), 5));
    });
  });

  it('an axis that the weight lacks, or one named twice, is refused', () => {
    expect(unitNorm.refusesShape?.({ axis: [0, 1, 2] }, [3, 3, 1, 8])).toBeUndefined();
    expect(unitNorm.refusesShape?.({ axis: [0, 3] }, [3, 8])).toBe(
      'found axis 0, 3, expected each of 0 to 1 at most once',
    );
    expect(unitNorm.refusesShape?.({ axis: [1, 1] }, [3, 8])).toContain('found axis 1, 1');
  });

  it('UnitNorm gives every vector length 1, and leaves zeros alone', () =>
    close(project(unitNorm), [0.6, 0.6, 0, -0.8, -0.8, 0]));

  it('MinMaxNorm brings lengths between its bounds', () =>
    close(project(minMaxNorm, { min_value: 1, max_value: 2 }), [1.2, 0.6, 0, -1.6, -0.8, 0]));

  it('MinMaxNorm with a rate goes part of the way', () =>
    close(project(minMaxNorm, { min_value: 1, max_value: 2, rate: 0.5 }), [2.1, 0.45, 0, -2.8, -0.6, 0]));
});
