/*
 * Training convolutions on wasm. A convolution is linear in the image and in the filter, so a gradient g
 * of Σ r·conv(x, w) must satisfy ⟨g, v⟩ = Σ r·conv(x, v) for every v: a check without finite differences.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Tensor, Tensor4D, TensorInfo } from '@tensorflow/tfjs';
import { tf } from '../../../src/runtime/tf.ts';
import { noise, openHeap, worst } from '../../support/heap.ts';

type Shape = [number, number, number, number];

interface Case {
  readonly x: Shape;
  readonly filter: Shape;
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dilations?: number;
}

const CASES: readonly Case[] = [
  { x: [2, 5, 5, 1], filter: [3, 3, 1, 1], strides: 1, pad: 'valid' },
  { x: [3, 8, 7, 3], filter: [3, 2, 3, 5], strides: 1, pad: 'same' },
  { x: [2, 9, 9, 4], filter: [3, 3, 4, 8], strides: 2, pad: 'same' },
  { x: [2, 10, 7, 2], filter: [4, 3, 2, 6], strides: [3, 2], pad: 'valid' },
  { x: [1, 6, 6, 2], filter: [5, 5, 2, 3], strides: 2, pad: 2 },
  { x: [4, 6, 5, 7], filter: [1, 1, 7, 9], strides: 1, pad: 'valid' },
  { x: [2, 6, 6, 3], filter: [1, 1, 3, 4], strides: 2, pad: 'same' },
  { x: [8, 28, 28, 1], filter: [3, 3, 1, 8], strides: 1, pad: 'valid' },
  { x: [1, 7, 8, 300], filter: [5, 5, 300, 4], strides: 1, pad: 'same' },
];

const DILATED: readonly Case[] = [
  { x: [2, 9, 8, 3], filter: [3, 3, 3, 4], strides: 1, pad: 'same', dilations: 2 },
  { x: [2, 11, 9, 2], filter: [3, 2, 2, 5], strides: 1, pad: 'valid', dilations: 3 },
];

const size = (shape: readonly number[]): number => shape.reduce((product, each) => product * each, 1);
const make = (shape: Shape, ...key: (string | number)[]): Tensor4D =>
  tf.tensor4d(noise(size(shape), ...key, ...shape), shape);

async function on<T>(backend: string, work: () => T): Promise<T> {
  await tf.setBackend(backend);
  return work();
}

const inner = (a: Tensor, b: Tensor): number => tf.tidy(() => tf.sum(tf.mul(a, b)).dataSync()[0] ?? Number.NaN);
const length = (a: Tensor): number => Math.sqrt(inner(a, a));

beforeAll(async () => {
  await openHeap();
});

const convolve = { conv2d: tf.conv2d, depthwiseConv2d: tf.depthwiseConv2d };

/** Both gradients of Σ r·conv(x, filter). */
function gradients(kind: keyof typeof convolve, { x, filter, strides, pad }: Case): Float32Array[] {
  return tf.tidy(() => {
    const [image, weights] = [make(x, 'x'), make(filter, 'w')];
    const y = convolve[kind](image, weights, strides, pad);
    const r = make(y.shape, 'r');
    const grads = tf.grads((a: Tensor, b: Tensor) =>
      tf.sum(tf.mul(convolve[kind](a as Tensor4D, b as Tensor4D, strides, pad), r)),
    );
    return grads([image, weights]).map((each) => each.dataSync() as Float32Array);
  });
}

describe.each(['conv2d', 'depthwiseConv2d'] as const)('the gradients of %s', (kind) => {
  const cases = kind === 'conv2d' ? CASES : CASES.filter(({ filter }) => filter[3] < 6 && filter[2] < 9);

  test.each(cases)('on wasm are those on cpu: $x with $filter, strides $strides, $pad', async (each) => {
    const wasm = await on('wasm', () => gradients(kind, each));
    const cpu = await on('cpu', () => gradients(kind, each));
    expect(wasm).toHaveLength(2);
    wasm.forEach((found, i) => {
      const wanted = cpu[i] ?? new Float32Array();
      expect(worst(found, wanted, Math.max(...wanted.map(Math.abs)))).toBeLessThan(2e-6);
    });
  });
});

describe('dilated convolutions', () => {
  test.each([
    ['conv2d', ['Conv2DBackpropInput', 'Conv2DBackpropFilter']],
    ['depthwiseConv2d', ['DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter']],
  ] as const)('%s: both gradients fit the forward pass', async (kind, [inputName, filterName]) => {
    await tf.setBackend('wasm');
    for (const { x, filter, strides, pad, dilations = 1 } of [...DILATED, ...CASES.slice(0, 6)]) {
      tf.tidy(() => {
        const forward = (image: Tensor4D, weights: Tensor4D): Tensor4D =>
          convolve[kind](image, weights, strides, pad, 'NHWC', dilations);
        const [image, weights] = [make(x, 'x'), make(filter, 'w')];
        const dy = make(forward(image, weights).shape, 'r');
        const attrs = { strides, pad, dilations, dataFormat: 'NHWC', inputShape: x, filterShape: filter };
        const run = (name: string, inputs: Record<string, Tensor>) =>
          tf.engine().runKernel(name, inputs, attrs) as TensorInfo as Tensor;
        const dx = run(inputName, { dy, filter: weights });
        const dw = run(filterName, { x: image, dy });
        const [u, v] = [make(x, 'u'), make(filter, 'v')];
        const near = 1e-5 * length(dy);
        expect(Math.abs(inner(dx, u) - inner(forward(u, weights), dy))).toBeLessThan(near * length(weights));
        expect(Math.abs(inner(dw, v) - inner(forward(image, v), dy))).toBeLessThan(near * length(image));
      });
    }
  });
});

test('a convolution of images in NCHW order is refused', async () => {
  await tf.setBackend('wasm');
  const [x, dy] = [tf.zeros([1, 1, 4, 4]), tf.zeros([1, 1, 4, 4])];
  const attrs = { strides: 1, pad: 'same', dataFormat: 'NCHW', filterShape: [1, 1, 1, 1] };
  expect(() => tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, attrs as never)).toThrow('NHWC');
});
