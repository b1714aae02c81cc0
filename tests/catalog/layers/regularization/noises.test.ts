/** GaussianNoise, GaussianDropout and AlphaDropout: mean and spread of what comes out, and their limits. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LayerDefinition } from '../../../../src/catalog/define/index.ts';
import { alphaDropout } from '../../../../src/catalog/layers/regularization/alpha-dropout.ts';
import { gaussianDropout } from '../../../../src/catalog/layers/regularization/gaussian-dropout.ts';
import { gaussianNoise } from '../../../../src/catalog/layers/regularization/gaussian-noise.ts';
import type { ParamValues } from '../../../../src/catalog/params.ts';
import { call, context, noise, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const run = (definition: LayerDefinition, given: ParamValues, x: tf.Tensor, training: boolean): readonly number[] =>
  tf.tidy(() => [...call(definition, params(definition, given), [x], {}, context({ training })).dataSync()]);

function spread(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length) };
}

describe('while training', () => {
  test('GaussianNoise adds numbers of its spread', () => {
    const { mean, sd } = spread(run(gaussianNoise, { stddev: 0.3 }, tf.ones([2000, 10]), true));
    expect(mean).toBeCloseTo(1, 1);
    expect(sd).toBeCloseTo(0.3, 1);
  });

  test('GaussianDropout multiplies by numbers of the spread of Dropout', () => {
    const { mean, sd } = spread(run(gaussianDropout, { rate: 0.2 }, tf.fill([2000, 10], 3), true));
    expect(mean / 3).toBeCloseTo(1, 1);
    expect(sd / 3).toBeCloseTo(0.5, 1);
  });

  test.each([0.05, 0.3])('AlphaDropout at rate %d keeps mean 0 and spread 1', (rate) => {
    const { mean, sd } = spread(run(alphaDropout, { rate }, noise([2000, 10]), true));
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(sd - 1)).toBeLessThan(0.03);
  });
});

describe.each([
  [gaussianNoise, { stddev: 0.5 }, { stddev: 0 }],
  [gaussianDropout, { rate: 0.5 }, { rate: 0 }],
  [alphaDropout, { rate: 0.5 }, { rate: 0 }],
] as const)('%s', (definition, on, off) => {
  test('gives its input on, outside training and when switched off', () => {
    const x = noise([4, 5]);
    expect(run(definition, on, x, false)).toEqual([...x.dataSync()]);
    expect(run(definition, off, x, true)).toEqual([...x.dataSync()]);
    expect(run(definition, on, x, true)).not.toEqual([...x.dataSync()]);
  });
});

test.each([gaussianDropout, alphaDropout])('$type refuses rate 1, where Keras would divide by zero', (definition) => {
  expect(definition.refuses?.(params(definition, { rate: 1 }))?.remedies).toEqual([
    { label: 'Set rate to 0.95', params: { rate: 0.95 } },
  ]);
  expect(definition.refuses?.(params(definition, { rate: 0.95 }))).toBeUndefined();
});
