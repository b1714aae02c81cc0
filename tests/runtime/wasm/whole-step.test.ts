/* A whole training step of compiled functions against the same step in tfjs' ops: the losses stay together. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Tensor, Variable } from '@tensorflow/tfjs';
import { must } from '../../../src/base/invariant.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { ACTIVATIONS } from '../../../src/runtime/wasm/activations.ts';
import { noise, openHeap } from '../../support/heap.ts';
import type { Heap } from '../../support/heap.ts';

let heap: Heap;
beforeAll(async () => {
  heap = await openHeap();
});
afterEach(() => {
  heap.free();
  tf.disposeVariables();
});

const [ROWS, INPUTS, HIDDEN, CLASSES, STEPS] = [32, 2, 16, 3, 120];
const [LR, BETA1, BETA2, EPSILON, SMALL] = [0.01, 0.9, 0.999, 1e-7, 1e-3];

const points = noise(4 * ROWS * INPUTS, 'points');
const labels = Float32Array.from({ length: 4 * ROWS * CLASSES }, (_, i) => {
  const row = Math.floor(i / CLASSES);
  const corner = (points[2 * row] ?? 0) > 0 ? ((points[2 * row + 1] ?? 0) > 0 ? 2 : 1) : 0;
  return corner === i % CLASSES ? 1 : 0;
});
/** kernel, gamma, beta; kernel, bias: laid end to end. */
const SHAPES = [[INPUTS, HIDDEN], [HIDDEN], [HIDDEN], [HIDDEN, CLASSES], [CLASSES]];
const sizes = SHAPES.map((shape) => shape.reduce((product, size) => product * size, 1));
const offsets = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
const count = sizes.reduce((sum, size) => sum + size, 0);
const start = noise(count, 'weights').map((value, i) => {
  const part = offsets.findLastIndex((offset) => i >= offset);
  return part === 1 ? 1 : part === 2 || part === 4 ? 0 : 0.5 * value;
});

const order = (step: number): number[] => Array.from({ length: ROWS }, (_, i) => (7 * i + 13 * step) % (4 * ROWS));
const corrected = (t: number): number => (LR * Math.sqrt(1 - BETA2 ** t)) / (1 - BETA1 ** t);

function compiledLosses(): number[] {
  const [x, y, z, h, normed, logits, target] = [
    heap.room(ROWS * INPUTS),
    heap.room(ROWS * CLASSES),
    heap.room(ROWS * HIDDEN),
    heap.room(ROWS * HIDDEN),
    heap.room(ROWS * HIDDEN),
    heap.room(ROWS * CLASSES),
    heap.room(ROWS * CLASSES),
  ] as const;
  const [data, allLabels, indices] = [heap.put(points), heap.put(labels), heap.put(order(0), 'int32')] as const;
  const [w, g] = [heap.put(start), heap.room(count)] as const;
  const [m, v] = [heap.put(new Float32Array(count)), heap.put(new Float32Array(count))] as const;
  const [mean, inverse, loss, cells] = [heap.room(HIDDEN), heap.room(HIDDEN), heap.room(1), heap.room(2)] as const;
  const [movingMean, movingVariance] = [
    heap.put(new Float32Array(HIDDEN)),
    heap.put(new Float32Array(HIDDEN)),
  ] as const;
  const [dy, dh] = [heap.room(ROWS * CLASSES), heap.room(ROWS * HIDDEN)] as const;
  const at = (base: number, part: number): number => base + 4 * (offsets[part] ?? 0);
  const { code } = ACTIVATIONS.relu;
  return Array.from({ length: STEPS }, (_, step) => {
    heap.write(indices, order(step), 'int32');
    heap.write(cells, [LR, corrected(step + 1)]);
    heap.run('gatherRows', data, indices, x, ROWS, INPUTS, 4 * ROWS);
    heap.run('gatherRows', allLabels, indices, target, ROWS, CLASSES, 4 * ROWS);
    heap.run('dense', x, at(w, 0), 0, 0, z, ROWS, INPUTS, HIDDEN, 0, 0);
    heap.run('batchNorm', z, at(w, 1), at(w, 2), movingMean, movingVariance, normed, mean, inverse, ROWS, HIDDEN, 0.99, SMALL); // prettier-ignore
    heap.run('activation', normed, h, ROWS * HIDDEN, code, 0);
    heap.run('dense', h, at(w, 3), at(w, 4), 0, logits, ROWS, HIDDEN, CLASSES, 0, 0);
    heap.run('softmaxCrossEntropy', logits, target, loss, dy, y, ROWS, CLASSES);
    heap.run('denseGrad', h, at(w, 3), 0, dy, 0, at(g, 3), at(g, 4), dh, ROWS, HIDDEN, CLASSES, 0, 0);
    heap.run('activationGrad', h, dh, dh, ROWS * HIDDEN, code, 0);
    heap.run('batchNormGrad', z, at(w, 1), mean, inverse, dh, dh, at(g, 1), at(g, 2), ROWS, HIDDEN);
    heap.run('denseGrad', x, at(w, 0), 0, dh, 0, at(g, 0), 0, 0, ROWS, INPUTS, HIDDEN, 0, 0);
    heap.run('adam', w, g, m, v, 0, cells, cells + 4, count, BETA1, BETA2, EPSILON, 0);
    return heap.take(loss, 1)[0] ?? Number.NaN;
  });
}

function opsLosses(): number[] {
  const weights: Variable[] = SHAPES.map((shape, i) =>
    tf.variable(tf.tensor(start.slice(offsets[i], (offsets[i] ?? 0) + (sizes[i] ?? 0)), shape)),
  );
  const slots = weights.map(({ shape }) => [tf.variable(tf.zeros(shape)), tf.variable(tf.zeros(shape))] as const);
  const net = ([kernel, gamma, beta, last, bias]: readonly Tensor[], rows: Tensor, target: Tensor) => {
    const z = tf.matMul(rows, must(kernel, 'kernel'));
    const { mean, variance } = tf.moments(z, 0);
    const scaled = tf.mul(tf.mul(tf.sub(z, mean), tf.rsqrt(tf.add(variance, SMALL))), must(gamma, 'gamma'));
    const h = tf.relu(tf.add(scaled, must(beta, 'beta')));
    const logits = tf.add(tf.matMul(h, must(last, 'kernel')), must(bias, 'bias'));
    return tf.losses.softmaxCrossEntropy(target, logits).asScalar();
  };
  return Array.from({ length: STEPS }, (_, step) =>
    tf.tidy(() => {
      const indices = tf.tensor1d(order(step), 'int32');
      const rows = tf.gather(tf.tensor2d(points, [4 * ROWS, INPUTS]), indices);
      const target = tf.gather(tf.tensor2d(labels, [4 * ROWS, CLASSES]), indices);
      const { value, grads } = tf.variableGrads(() => net(weights, rows, target), weights);
      weights.forEach((weight, i) => {
        const [[m, v], gradient] = [must(slots[i], 'slots'), must(grads[weight.name], 'gradient')];
        m.assign(tf.add(m, tf.mul(tf.sub(gradient, m), 1 - BETA1)));
        v.assign(tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - BETA2)));
        const move = tf.div(tf.mul(m, corrected(step + 1)), tf.add(tf.sqrt(v), EPSILON));
        weight.assign(tf.sub(weight, move));
      });
      return value.dataSync()[0] ?? Number.NaN;
    }),
  );
}

test('dense, batch normalisation, softmax cross-entropy and Adam over 120 steps', () => {
  const [compiled, ops] = [compiledLosses(), opsLosses()];
  expect(ops.at(-1)).toBeLessThan(0.5 * (ops[0] ?? 0));
  const drift = compiled.map((loss, i) => Math.abs(loss - (ops[i] ?? Number.NaN)));
  expect(Math.max(...drift)).toBeLessThan(1e-5);
});
