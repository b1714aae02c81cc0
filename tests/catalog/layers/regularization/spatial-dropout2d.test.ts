import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { spatialDropout2d } from '../../../../src/catalog/layers/regularization/spatial-dropout2d.ts';
import type { GraphDocument } from '../../../../src/graph/types.ts';
import { document } from '../../../compiler/documents.ts';
import { programOf } from '../../../support/programs.ts';
import { trainToEnd } from '../../../support/training.ts';
import { call, context, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const run = (rate: number, training: boolean) =>
  tf.tidy(() =>
    call(spatialDropout2d, params(spatialDropout2d, { rate }), [tf.ones([40, 3, 2, 50])], {}, context({ training })),
  );

test('drops whole channels of single images, and makes up for them', () => {
  const y = run(0.3, true);
  const channels = tf.tidy(() => tf.unstack(tf.reshape(y, [40, 6, 50]), 1).map((place) => [...place.dataSync()]));
  // Every pixel of a channel shares its fate.
  for (const place of channels) expect(place).toEqual(channels[0]);
  const [first = []] = channels;
  expect(first.filter((value) => value === 0).length / first.length).toBeCloseTo(0.3, 1);
  expect(new Set(first)).toEqual(new Set([0, Math.fround(1 / 0.7)]));
  y.dispose();
});

test('outside training and at rate 0 nothing happens', () => {
  for (const y of [run(0.5, false), run(0, true)]) {
    expect(y.dataSync().every((value) => value === 1)).toBe(true);
    y.dispose();
  }
});

/** A convolution on the digits whose channels are dropped. */
const dropping = (seed: number): GraphDocument => ({
  ...document(
    [
      ['data', 'Dataset', { name: 'digits' }],
      ['image', 'Reshape', { target_shape: [8, 8, 1] }],
      ['conv', 'Conv2D', { filters: 4, activation: 'relu' }],
      ['drop', 'SpatialDropout2D'],
      ['pool', 'GlobalMaxPooling2D'],
      ['out', 'Dense', { units: 10, activation: 'softmax' }],
      ['loss', 'CategoricalCrossentropy'],
      ['opt', 'Adam'],
      ['train', 'Train', { epochs: 1, batch_size: 256 }],
    ],
    [
      'data.features image.inputs',
      'image.outputs conv.inputs',
      'conv.outputs drop.inputs',
      'drop.outputs pool.inputs',
      'pool.outputs out.inputs',
      'out.outputs loss.y_pred',
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  ),
  seed,
});

test('the masks come from the seed: the same run twice, another with another seed', async () => {
  const losses = [];
  for (const seed of [1, 1, 2]) {
    const { trainer, last } = await trainToEnd(programOf(dropping(seed)), 'wasm');
    losses.push(last('done').logs['loss']);
    await trainer.dispose();
  }
  expect(losses[1]).toBe(losses[0]);
  expect(losses[2]).not.toBe(losses[0]);
});
