import * as tf from '@tensorflow/tfjs';
import { beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import type { Tensor } from '../../../../src/catalog/define/index.ts';
import { batchNormalization } from '../../../../src/catalog/layers/normalization/batch-normalization.ts';
import { weightsOf } from '../../../../src/catalog/layer-facts.ts';
import { call, context, disposeAll, firstWeights, gradientError, noise, params } from '../harness.ts';
import type { Weights } from '../harness.ts';
import golden from '../../../golden/keras-golden.json' with { type: 'json' };

const { x, train_out, infer_out, moving_mean, moving_var } = golden.batchnorm;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const close = (found: Tensor, expected: readonly (readonly number[])[] | readonly number[], digits = 4) => {
  const numbers = expected.flat();
  expect(found.size).toBe(numbers.length);
  found.dataSync().forEach((value, i) => expect(value).toBeCloseTo(numbers[i] ?? NaN, digits));
};

describe('golden numbers of Keras 3', () => {
  const values = params(batchNormalization);
  const weights = () => firstWeights(batchNormalization, values, [[2]]);

  test('one training call, then inference', () => {
    const w = weights();
    tf.tidy(() => {
      const batch = tf.tensor2d(x);
      close(call(batchNormalization, values, [batch], w, context({ training: true })), train_out, 5);
      close(w['moving_mean'] as Tensor, moving_mean, 6);
      close(w['moving_variance'] as Tensor, moving_var, 5);
      close(call(batchNormalization, values, [batch], w, context()), infer_out, 4);
    });
    disposeAll(w);
  });

  test('inference leaves the moving averages alone', () => {
    const w = weights();
    tf.tidy(() => {
      call(batchNormalization, values, [tf.tensor2d(x)], w, context());
      close(w['moving_mean'] as Tensor, [0, 0]);
      close(w['moving_variance'] as Tensor, [1, 1]);
    });
    disposeAll(w);
  });

  test('the moving averages are updated inside a gradient too, and do not leak', () => {
    const w = weights();
    const gamma = w['gamma'];
    const beta = w['beta'];
    if (gamma === undefined || beta === undefined) throw new Error('gamma or beta is missing');
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++)
      tf.tidy(() => {
        const batch = tf.tensor2d(x);
        tf.variableGrads(
          () => tf.sum(tf.square(call(batchNormalization, values, [batch], w, context({ training: true })))).asScalar(),
          [gamma, beta],
        );
      });
    expect(tf.memory().numTensors).toBe(before);
    const mean = moving_mean.map((m) => (m / 0.01) * (1 - 0.99 ** 5));
    close(w['moving_mean'] as Tensor, mean, 4);
    disposeAll(w);
  });
});

describe.each([
  [true, true],
  [true, false],
  [false, true],
  [false, false],
])('center %s, scale %s', (center, scale) => {
  const values = params(batchNormalization, { center, scale });
  let w: Weights = {};
  beforeEach(() => {
    w = firstWeights(batchNormalization, values, [[3]]);
    w['gamma']?.assign(tf.tensor1d([0.5, 1.5, -2]));
    w['beta']?.assign(tf.tensor1d([0.1, -0.2, 0.3]));
  });
  afterEach(() => disposeAll(w));

  test('has just the weights it needs, in Keras’ order', () => {
    expect(weightsOf(batchNormalization, values, { inputs: [[3]] }).map((each) => each.name)).toEqual([
      ...(scale ? ['gamma'] : []),
      ...(center ? ['beta'] : []),
      'moving_mean',
      'moving_variance',
    ]);
  });

  test('normalises each feature of a batch, at any rank', () => {
    tf.tidy(() => {
      for (const shape of [
        [8, 3],
        [4, 2, 3],
        [2, 2, 2, 3],
      ]) {
        const y = call(batchNormalization, values, [noise(shape).mul(5).add(3)], w, context({ training: true }));
        expect(y.shape).toEqual(shape);
        const { mean, variance } = tf.moments(
          y,
          shape.slice(0, -1).map((_n, i) => i),
        );
        close(mean, center ? [0.1, -0.2, 0.3] : [0, 0, 0], 4);
        close(variance, scale ? [0.25, 2.25, 4] : [1, 1, 1], 2);
      }
    });
  });

  test.each([true, false])('the gradient is that of finite differences, training %s', (training) => {
    const pull = noise([4, 3], 'pull');
    const f = (input: Tensor) => tf.mul(pull, call(batchNormalization, values, [input], w, context({ training })));
    const at = noise([4, 3]);
    expect(gradientError(f, at)).toBeLessThan(2e-3);
    tf.dispose([pull, at]);
  });
});

test('a batch of one gives β and keeps finite', () => {
  const values = params(batchNormalization);
  const w = firstWeights(batchNormalization, values, [[2]]);
  tf.tidy(() =>
    close(call(batchNormalization, values, [tf.tensor2d([[5, -3]])], w, context({ training: true })), [0, 0]),
  );
  disposeAll(w);
});

test('stays exact far from zero', () => {
  const values = params(batchNormalization, { epsilon: 0 });
  const w = firstWeights(batchNormalization, values, [[1]]);
  tf.tidy(() =>
    close(
      call(batchNormalization, values, [tf.tensor2d([[9999], [10000], [10001]])], w, context({ training: true })),
      [-Math.sqrt(1.5), 0, Math.sqrt(1.5)],
      4,
    ),
  );
  disposeAll(w);
});

test('axis may name the last dimension only', () => {
  const shape = (axis: number) =>
    batchNormalization.outputShape(params(batchNormalization, { axis }), { inputs: [[28, 28, 4]] });
  expect(shape(-1)).toEqual({ ok: true, value: [28, 28, 4] });
  expect(shape(3)).toEqual({ ok: true, value: [28, 28, 4] });
  expect(shape(1)).toEqual({
    ok: false,
    error: 'can normalise the last dimension only: found axis 1, expected −1 or 3',
  });
});
