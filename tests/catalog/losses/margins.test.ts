/** Which targets the hinge losses take for signs, and how class numbers are written and left out. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hinge } from '../../../src/catalog/losses/hinge.ts';
import { signs } from '../../../src/catalog/losses/margins.ts';
import { categoricalCrossentropy } from '../../../src/catalog/losses/categorical-crossentropy.ts';
import { sparseCategoricalCrossentropy } from '../../../src/catalog/losses/sparse-categorical-crossentropy.ts';
import { binaryFocalCrossentropy } from '../../../src/catalog/losses/binary-focal-crossentropy.ts';
import { klDivergence } from '../../../src/catalog/losses/kl-divergence.ts';
import type { Tensor } from '../../../src/catalog/define/index.ts';
import { figureOf } from '../metrics/measure.ts';
import { gradientOf, paramsOf, valueOf } from './check.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('hinge', () => {
  it('turns 0 and 1 into −1 and 1 only where there is nothing else', () => {
    expect([...signs(tf, tf.tensor1d([0, 1, 1])).dataSync()]).toEqual([-1, 1, 1]);
    expect([...signs(tf, tf.tensor1d([-1, 1, 1])).dataSync()]).toEqual([-1, 1, 1]);
    expect([...signs(tf, tf.tensor1d([0, 1, 0.5])).dataSync()]).toEqual([0, 1, 0.5]);
  });

  it('counts an answer as right on the side of its sign', () => {
    const [accuracy] = hinge.metrics({}, 'binary');
    const batch = { y_true: [[1], [0], [1]], y_pred: [[0.2], [-0.3], [-0.1]] };
    expect(accuracy && figureOf(accuracy, [batch])).toBeCloseTo(2 / 3, 6);
  });
});

describe('sparse categorical cross-entropy', () => {
  const call = (given: Record<string, number | boolean> = {}) => {
    const params = paramsOf(sparseCategoricalCrossentropy, given);
    return (y: Tensor, p: Tensor) => sparseCategoricalCrossentropy.call(tf, params, y, p);
  };
  const logits = [
    [2, -1, 0.5],
    [-500, 500, 0],
    [0, 1, 3],
  ];

  it('is the categorical one of the same classes, far logits included', () => {
    const plain = paramsOf(categoricalCrossentropy, { from_logits: true });
    const columns = (y: Tensor, x: Tensor) => categoricalCrossentropy.call(tf, plain, y, x);
    const oneHot = [
      [1, 0, 0],
      [1, 0, 0],
      [0, 0, 1],
    ];
    const sparse = call({ from_logits: true });
    expect(valueOf(sparse, [[0], [0], [2]], logits)).toBeCloseTo(valueOf(columns, oneHot, logits), 4);
    const slopes = gradientOf(columns, oneHot, logits);
    gradientOf(sparse, [[0], [0], [2]], logits).forEach((slope, i) => expect(slope).toBeCloseTo(slopes[i] ?? NaN, 6));
  });

  it('leaves examples of one class out, and is 0 where none is left', () => {
    const without = call({ from_logits: true, ignore_class: 0 });
    expect(valueOf(without, [[0], [0], [2]], logits)).toBeCloseTo(Math.log(1 + Math.exp(-2) + Math.exp(-3)), 5);
    for (const slope of gradientOf(without, [[0], [0], [2]], logits).slice(0, 6)) expect(Math.abs(slope)).toBe(0);
    expect(Math.abs(valueOf(without, [[0]], [[1, 2, 3]]))).toBe(0);
  });
});

it('a confidently wrong answer keeps its slope, where one from probabilities has lost it', () => {
  const focal = paramsOf(binaryFocalCrossentropy);
  const onLogits = (y: Tensor, x: Tensor) => binaryFocalCrossentropy.callOnLogits?.(tf, focal, y, x) ?? x;
  const onProbabilities = (y: Tensor, p: Tensor) => binaryFocalCrossentropy.call(tf, focal, y, p);
  expect(gradientOf(onLogits, [[1]], [[-80]])[0]).toBeCloseTo(-1, 5);
  expect(gradientOf((y, x) => onProbabilities(y, tf.sigmoid(x)), [[1]], [[-80]])[0]).toBeCloseTo(0, 5);
  const divergence = (y: Tensor, x: Tensor) => klDivergence.callOnLogits?.(tf, {}, y, x) ?? x;
  gradientOf(divergence, [[1, 0]], [[-80, 80]]).forEach((slope, i) => expect(slope).toBeCloseTo([-1, 1][i] ?? NaN, 5));
});
