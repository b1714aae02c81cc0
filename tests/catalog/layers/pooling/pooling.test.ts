import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LayerDefinition, Tensor } from '../../../../src/catalog/define/index.ts';
import { averagePooling2d } from '../../../../src/catalog/layers/pooling/average-pooling2d.ts';
import { globalMaxPooling1d } from '../../../../src/catalog/layers/pooling/global-max-pooling1d.ts';
import { maxPooling2d } from '../../../../src/catalog/layers/pooling/max-pooling2d.ts';
import type { ParamValues } from '../../../../src/catalog/params.ts';
import { call, context, noise, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const pool = (definition: LayerDefinition, given: ParamValues, x: Tensor) =>
  call(definition, params(definition, given), [x], {}, context());

/** 1 to 9 in three rows. */
const square = () => tf.reshape(tf.range(1, 10), [1, 3, 3, 1]);

describe('padding same', () => {
  // TensorFlow and JAX: only what is really there counts. Two rows and columns of the last windows are missing.
  test('the mean is that of the real pixels, and each of them gets its part of the slope', () => {
    tf.tidy(() => {
      const found = pool(averagePooling2d, { padding: 'same' }, square());
      expect(found.shape).toEqual([1, 2, 2, 1]);
      expect([...found.dataSync()]).toEqual([3, 4.5, 7.5, 9]);
      const slope = tf.grad((x: Tensor) => tf.sum(pool(averagePooling2d, { padding: 'same' }, x)))(square());
      expect([...slope.dataSync()]).toEqual([0.25, 0.25, 0.5, 0.25, 0.25, 0.5, 0.5, 0.5, 1]);
    });
  });

  test('the greatest may be below zero', () => {
    tf.tidy(() => {
      const below = tf.sub(square(), 20);
      expect([...pool(maxPooling2d, { padding: 'same' }, below).dataSync()]).toEqual([-15, -14, -12, -11]);
      const slope = tf.grad((x: Tensor) => tf.sum(pool(maxPooling2d, { padding: 'same' }, x)))(below);
      expect([...slope.dataSync()]).toEqual([0, 0, 0, 0, 1, 1, 0, 1, 1]);
    });
  });
});

test('without strides windows lie side by side; with strides they may overlap', () => {
  tf.tidy(() => {
    expect([...pool(maxPooling2d, {}, square()).dataSync()]).toEqual([5]);
    expect([...pool(maxPooling2d, { strides: 1 }, square()).dataSync()]).toEqual([5, 6, 8, 9]);
    expect([...pool(maxPooling2d, { pool_size: [1, 3], strides: [2, 1] }, square()).dataSync()]).toEqual([3, 9]);
  });
});

test('where several are greatest over all places, they share the slope', () => {
  tf.tidy(() => {
    const x = tf.tensor3d([[[1], [4], [4], [2]]]);
    const slope = tf.grad((at: Tensor) => tf.sum(pool(globalMaxPooling1d, {}, at)))(x);
    expect([...slope.dataSync()]).toEqual([0, 0.5, 0.5, 0]);
  });
});

test('a window larger than the image is refused', () => {
  const refused = maxPooling2d.outputShape(params(maxPooling2d, { pool_size: 4 }), { inputs: [[3, 8, 1]] });
  expect(refused).toMatchObject({ ok: false });
  const wider = maxPooling2d.outputShape(params(maxPooling2d, { pool_size: 4, padding: 'same' }), {
    inputs: [[3, 8, 1]],
  });
  expect(wider).toEqual({ ok: true, value: [1, 2, 1] });
});

test('a batch of several images is pooled image by image', () => {
  tf.tidy(() => {
    const x = noise([3, 4, 4, 2]);
    const all = pool(averagePooling2d, { pool_size: 3, strides: 2, padding: 'same' }, x);
    const alone = tf
      .split(x, 3)
      .map((each) => pool(averagePooling2d, { pool_size: 3, strides: 2, padding: 'same' }, each));
    expect([...all.dataSync()]).toEqual([...tf.concat(alone).dataSync()]);
  });
});
