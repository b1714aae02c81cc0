/** Clipping and weight decay, which all optimizers share; the expected numbers follow Keras 3's formulae. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { clipGradients, decayWeights, refusesClipping } from '../../../src/catalog/optimizers/common.ts';
import { sgd } from '../../../src/catalog/optimizers/sgd.ts';
import { walk } from './walk.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const clipped = (params: Record<string, number | null>, ...gradients: number[][]) =>
  clipGradients(
    tf,
    params,
    gradients.map((g) => tf.tensor1d(g)),
  ).map((g) => [...g.dataSync()]);

describe('clipGradients', () => {
  it('gives the very same tensors where nothing is set, and where the limit is 0, as Keras does', () => {
    const gradients = [tf.tensor1d([3, 4])];
    expect(clipGradients(tf, { clipnorm: null }, gradients)).toBe(gradients);
    expect(clipGradients(tf, { clipnorm: 0 }, gradients)).toBe(gradients);
  });

  it('clipvalue cuts every entry', () => {
    expect(clipped({ clipvalue: 0.5 }, [-2, 0.25, 0.75])).toEqual([[-0.5, 0.25, 0.5]]);
  });

  it('clipnorm shortens each gradient by itself and leaves short ones alone', () => {
    const [long = [], short = [], zero = []] = clipped({ clipnorm: 1 }, [3, 4], [0.3, 0.4], [0, 0]);
    expect(long[0]).toBeCloseTo(0.6, 6);
    expect(long[1]).toBeCloseTo(0.8, 6);
    expect(short[0]).toBeCloseTo(0.3, 6);
    expect(zero).toEqual([0, 0]);
  });

  it('global_clipnorm shortens all gradients by the same factor', () => {
    // ‖(3, 4, 12)‖ = 13.
    const [a = [], b = []] = clipped({ global_clipnorm: 6.5 }, [3, 4], [12]);
    [1.5, 2].forEach((value, i) => expect(a[i]).toBeCloseTo(value, 5));
    expect(b[0]).toBeCloseTo(6, 5);
    expect(clipped({ global_clipnorm: 20 }, [3, 4], [12])).toEqual([[3, 4], [12]]);
  });

  it('global_clipnorm makes an exploded gradient NaN, so that the run notices', () => {
    expect(clipped({ global_clipnorm: 1 }, [Number.POSITIVE_INFINITY, 1])).toEqual([[Number.NaN, Number.NaN]]);
  });

  it('takes no gradients at all', () => {
    expect(clipGradients(tf, { global_clipnorm: 1 }, [])).toEqual([]);
  });
});

describe('refusesClipping', () => {
  it('accepts one clip or none', () => {
    expect(refusesClipping({ clipnorm: null, clipvalue: null, global_clipnorm: null })).toBeUndefined();
    expect(refusesClipping({ clipnorm: 1, clipvalue: null })).toBeUndefined();
  });

  it('names the clips that are set together', () => {
    expect(refusesClipping({ clipnorm: 1, clipvalue: null, global_clipnorm: 2 })?.message).toContain(
      'clipnorm and global_clipnorm',
    );
  });
});

describe('decayWeights', () => {
  it('takes w·decay·lr away', () => {
    const decayed = decayWeights(tf, { weight_decay: 0.1 }, tf.tensor1d([2, -4]), tf.scalar(0.5));
    [1.9, -3.8].forEach((value, i) => expect(decayed.dataSync()[i]).toBeCloseTo(value, 6));
  });

  it('gives the very same weight where there is no decay', () => {
    const weight = tf.tensor1d([1]);
    expect(decayWeights(tf, { weight_decay: null }, weight, tf.scalar(1))).toBe(weight);
    expect(decayWeights(tf, { weight_decay: 0 }, weight, tf.scalar(1))).toBe(weight);
  });

  it('stands before the update and is not clipped', () => {
    // 10 − 10·0.5·0.1 − 0.1·1 (the gradient 5 cut to 1).
    const params = { learning_rate: 0.1, weight_decay: 0.5, clipvalue: 1 };
    const path = walk({ optimizer: sgd, params, start: [10], steps: 1, gradient: () => [5] });
    expect(path[1]?.[0]).toBeCloseTo(9.4, 5);
  });
});

it('an update makes no tensors beyond its results', () => {
  const before = tf.memory().numTensors;
  walk({ optimizer: sgd, params: { momentum: 0.9 }, start: [1], steps: 20, gradient: ([x = 0]) => [x] });
  expect(tf.memory().numTensors).toBe(before);
});
