/* Losses with their gradients: against tfjs' ops, the catalog's rule, and differences in float64. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Tensor2D } from '@tensorflow/tfjs';
import { tf } from '../../../src/runtime/tf.ts';
import { noise, openHeap, slopes, worst } from '../../support/heap.ts';
import type { Heap } from '../../support/heap.ts';

let heap: Heap;
beforeAll(async () => {
  heap = await openHeap();
});
afterEach(() => heap.free());

const SIZES = [
  [1, 2],
  [32, 2],
  [5, 3],
  [7, 10],
  [128, 10],
  [3, 37],
] as const;

const oneHot = (rows: number, classes: number): Float32Array =>
  Float32Array.from({ length: rows * classes }, (_, i) => (Math.floor(i / classes) % classes === i % classes ? 1 : 0));

function softmaxLoss(logits: ArrayLike<number>, targets: ArrayLike<number>, rows: number, classes: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const row = Array.from({ length: classes }, (_, j) => logits[i * classes + j] ?? Number.NaN);
    const top = Math.max(...row);
    const mass = top + Math.log(row.reduce((all, x) => all + Math.exp(x - top), 0));
    row.forEach((x, j) => (sum -= (targets[i * classes + j] ?? 0) * (x - mass)));
  }
  return sum / rows;
}

function crossEntropy(logits: Float32Array, targets: Float32Array, rows: number, classes: number) {
  const [loss, gradient, probabilities] = [heap.room(1), heap.room(rows * classes), heap.room(rows * classes)] as const;
  const [from, to] = [heap.put(logits), heap.put(targets)];
  heap.run('softmaxCrossEntropy', from, to, loss, gradient, probabilities, rows, classes);
  return {
    loss: heap.take(loss, 1),
    gradient: heap.take(gradient, rows * classes),
    probabilities: heap.take(probabilities, rows * classes),
  };
}

describe('softmax cross-entropy', () => {
  test.each(SIZES)('%i rows of %i classes: loss, gradient and probabilities are those of tfjs', (rows, classes) => {
    const [logits, targets] = [noise(rows * classes, 'logits').map((x) => 3 * x), oneHot(rows, classes)];
    const found = crossEntropy(logits, targets, rows, classes);
    tf.tidy(() => {
      const [x, t] = [tf.tensor2d(logits, [rows, classes]), tf.tensor2d(targets, [rows, classes])];
      const rule = (z: Tensor2D) => tf.losses.softmaxCrossEntropy(t, z).asScalar();
      expect(worst(found.loss, rule(x).dataSync())).toBeLessThan(1e-6);
      expect(
        worst(
          found.gradient,
          tf
            .grad(rule as never)(x)
            .dataSync(),
          0.1,
        ),
      ).toBeLessThan(2e-6);
      expect(worst(found.probabilities, tf.softmax(x).dataSync(), 0.1)).toBeLessThan(2e-6);
    });
  });

  test('the gradient fits differences, also for targets that are shared among classes', () => {
    const [rows, classes] = [4, 5];
    const logits = noise(20, 'logits');
    const targets = oneHot(rows, classes).map((t) => 0.9 * t + 0.02);
    const { loss, gradient } = crossEntropy(logits, targets, rows, classes);
    expect(worst(loss, [softmaxLoss(logits, targets, rows, classes)])).toBeLessThan(1e-6);
    const wanted = slopes((at) => softmaxLoss(at, targets, rows, classes), logits);
    expect(worst(gradient, wanted, 0.1)).toBeLessThan(1e-5);
  });

  test('huge logits neither overflow nor stop learning, and −∞ is a class that cannot be', () => {
    const { loss, gradient } = crossEntropy(new Float32Array([500, -500, 0, 0, 0, -Infinity]), oneHot(2, 3), 2, 3);
    const wrong = crossEntropy(new Float32Array([-500, 500]), new Float32Array([1, 0]), 1, 2);
    expect([...loss]).toEqual([Math.fround(Math.log(2) / 2)]);
    expect(gradient.every(Number.isFinite)).toBe(true);
    expect([...wrong.loss]).toEqual([1000]);
    expect([...wrong.gradient]).toEqual([-1, 1]);
  });

  test('NaN shows in the loss and the gradient', () => {
    const { loss, gradient } = crossEntropy(new Float32Array([1, Number.NaN]), new Float32Array([1, 0]), 1, 2);
    expect(loss[0]).toBeNaN();
    expect(gradient.every(Number.isNaN)).toBe(true);
  });
});

test.each(SIZES)('softmax of %i rows of %i is that of tfjs, also in place', (rows, width) => {
  const logits = noise(rows * width, 'softmax');
  const [x, y] = [heap.put(logits), heap.room(rows * width)];
  heap.run('softmax', x, y, rows, width);
  heap.run('softmax', x, x, rows, width);
  const wanted = tf.tidy(() => tf.softmax(tf.tensor2d(logits, [rows, width])).dataSync());
  expect(worst(heap.take(y, rows * width), wanted, 0.1)).toBeLessThan(2e-6);
  expect(heap.take(x, rows * width)).toEqual(heap.take(y, rows * width));
});

const RULES = {
  sigmoidCrossEntropy: (x: number, t: number) => Math.max(x, 0) - x * t + Math.log1p(Math.exp(-Math.abs(x))),
  meanSquaredError: (x: number, t: number) => (x - t) ** 2,
};

const UNFUSED = {
  sigmoidCrossEntropy: (x: Tensor2D, t: Tensor2D) => tf.losses.sigmoidCrossEntropy(t, x).asScalar(),
  meanSquaredError: (x: Tensor2D, t: Tensor2D) => tf.losses.meanSquaredError(t, x).asScalar(),
};

describe.each(['sigmoidCrossEntropy', 'meanSquaredError'] as const)('%s', (name) => {
  test.each([1, 3, 4, 10, 257])('of %i numbers: loss and gradient are those of tfjs and of differences', (count) => {
    const [x, targets] = [noise(count, 'x'), noise(count, 't').map((t) => (t > 0 ? 1 : 0))];
    const [loss, gradient] = [heap.room(1), heap.room(count)];
    heap.run(name, heap.put(x), heap.put(targets), loss, gradient, count);
    const rule = (at: readonly number[]): number =>
      at.reduce((sum, value, i) => sum + RULES[name](value, targets[i] ?? 0), 0) / count;
    expect(worst(heap.take(loss, 1), [rule([...x])])).toBeLessThan(1e-6);
    expect(worst(heap.take(gradient, count), slopes(rule, x))).toBeLessThan(1e-5);
    tf.tidy(() => {
      const [a, t] = [tf.tensor2d(x, [count, 1]), tf.tensor2d(targets, [count, 1])];
      const op = (z: Tensor2D) => UNFUSED[name](z, t);
      expect(worst(heap.take(loss, 1), op(a).dataSync())).toBeLessThan(2e-6);
      expect(
        worst(
          heap.take(gradient, count),
          tf
            .grad(op as never)(a)
            .dataSync(),
          0.1,
        ),
      ).toBeLessThan(2e-6);
    });
  });
});
