import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { dense } from '../../../../src/catalog/layers/core/dense.ts';
import { weightsOf } from '../../../../src/catalog/layer-facts.ts';
import { call, context, disposeAll, firstWeights, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('computes activation(x·W + b)', () => {
  const values = params(dense, { units: 2, activation: 'relu' });
  const w = firstWeights(dense, values, [[3]]);
  w['kernel']?.assign(
    tf.tensor2d([
      [1, -1],
      [2, -2],
      [3, -3],
    ]),
  );
  w['bias']?.assign(tf.tensor1d([0.5, 0.5]));
  const y = tf.tidy(() =>
    call(
      dense,
      values,
      [
        tf.tensor2d([
          [1, 1, 1],
          [-1, 0, 0],
        ]),
      ],
      w,
      context(),
    ).arraySync(),
  );
  expect(y).toEqual([
    [6.5, 0],
    [0, 1.5],
  ]);
  disposeAll(w);
});

test('leaves its activation out when the fused loss asks for logits', () => {
  const values = params(dense, { units: 2, activation: 'softmax', use_bias: false });
  const w = firstWeights(dense, values, [[2]]);
  w['kernel']?.assign(
    tf.tensor2d([
      [1, 2],
      [3, 4],
    ]),
  );
  const y = tf.tidy(() => call(dense, values, [tf.tensor2d([[1, 1]])], w, context({ logits: true })).arraySync());
  expect(y).toEqual([[4, 6]]);
  disposeAll(w);
});

test('works on the last dimension of wider inputs', () => {
  const values = params(dense, { units: 2 });
  const w = firstWeights(dense, values, [[2, 3]]);
  w['kernel']?.assign(
    tf.tensor2d([
      [1, 0],
      [0, 1],
      [0, 0],
    ]),
  );
  const y = tf.tidy(() =>
    call(
      dense,
      values,
      [
        tf.tensor3d([
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ]),
      ],
      w,
      context(),
    ).arraySync(),
  );
  expect(y).toEqual([
    [
      [1, 2],
      [4, 5],
    ],
  ]);
  expect(dense.outputShape(values, { inputs: [[2, 3]] })).toEqual({ ok: true, value: [2, 2] });
  expect(dense.multiplyAdds?.(values, { inputs: [[2, 3]] })).toBe(12);
  disposeAll(w);
});

describe('weights', () => {
  test('kernel is inputs × units; the bias can be left out', () => {
    const names = (use_bias: boolean) =>
      weightsOf(dense, params(dense, { units: 4, use_bias }), { inputs: [[3]] }).map((each) => [each.name, each.shape]);
    expect(names(true)).toEqual([
      ['kernel', [3, 4]],
      ['bias', [4]],
    ]);
    expect(names(false)).toEqual([['kernel', [3, 4]]]);
  });
  test('a single value per example is refused', () => {
    expect(dense.outputShape(params(dense), { inputs: [[]] })).toMatchObject({ ok: false });
  });
});
