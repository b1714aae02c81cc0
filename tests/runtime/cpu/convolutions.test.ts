/* Our convolutions on the cpu backend: right for every window, in the way of tfjs for all else. */
import type { Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { noise } from '../../support/heap.ts';
import { nodeHost } from '../../support/node-host.ts';

type Four = [number, number, number, number];
interface Case {
  readonly name: string;
  readonly image: Four;
  readonly kernel: Four;
  readonly strides?: [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dilation?: number;
}

const CASES: readonly Case[] = [
  { name: 'a margin', image: [3, 9, 8, 1], kernel: [3, 3, 1, 4], pad: 'same' },
  { name: 'steps of two', image: [2, 11, 7, 3], kernel: [2, 4, 3, 5], strides: [2, 2], pad: 'same' },
  { name: 'no margin', image: [2, 8, 6, 2], kernel: [3, 2, 2, 3], strides: [2, 1], pad: 'valid' },
  { name: 'a margin of two', image: [1, 5, 6, 2], kernel: [3, 3, 2, 2], pad: 2 },
  { name: 'a kernel of one', image: [2, 4, 4, 6], kernel: [1, 1, 6, 3], pad: 'valid' },
  { name: 'a kernel larger than the image', image: [2, 2, 3, 2], kernel: [5, 7, 2, 3], pad: 'same' },
  { name: 'more pixels than are done at once', image: [3, 20, 25, 8], kernel: [9, 9, 8, 1], pad: 'same' },
  { name: 'no images', image: [0, 4, 4, 1], kernel: [3, 3, 1, 2], pad: 'same' },
];
const DILATED: Case = {
  name: 'gaps in the kernel',
  image: [2, 9, 8, 2],
  kernel: [3, 2, 2, 3],
  pad: 'same',
  dilation: 2,
};

beforeAll(async () => {
  await obtainBackend('cpu', nodeHost);
});

/** The answer by the definition, one product after the other, in double precision. */
function expected({ image, kernel, strides = [1, 1], pad, dilation = 1 }: Case, x: Float32Array, w: Float32Array) {
  const info = tf.backend_util.computeConv2DInfo(image, kernel, strides, dilation, pad);
  const [, height, width, channels] = image;
  const { outHeight, outWidth, outChannels, padInfo } = info;
  const pairs: [out: number, image: number, kernel: number][] = [];
  for (let b = 0; b < image[0]; b++)
    for (let y = 0; y < outHeight; y++)
      for (let z = 0; z < outWidth; z++)
        for (let i = 0; i < kernel[0]; i++)
          for (let j = 0; j < kernel[1]; j++) {
            const row = y * strides[0] - padInfo.top + i * dilation;
            const column = z * strides[1] - padInfo.left + j * dilation;
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            for (let c = 0; c < channels; c++)
              for (let f = 0; f < outChannels; f++)
                pairs.push([
                  ((b * outHeight + y) * outWidth + z) * outChannels + f,
                  ((b * height + row) * width + column) * channels + c,
                  ((i * kernel[1] + j) * channels + c) * outChannels + f,
                ]);
          }
  const dy = noise(image[0] * outHeight * outWidth * outChannels, 'dy');
  const [y, dx, dw] = [new Float64Array(dy.length), new Float64Array(x.length), new Float64Array(w.length)];
  for (const [out, at, entry] of pairs) {
    const [value, weight, slope] = [x[at] ?? 0, w[entry] ?? 0, dy[out] ?? 0];
    y[out] = (y[out] ?? 0) + value * weight;
    dx[at] = (dx[at] ?? 0) + slope * weight;
    dw[entry] = (dw[entry] ?? 0) + slope * value;
  }
  return { dy, shape: info.outShape, y, dx, dw };
}

function close(found: Float32Array, right: Float64Array): void {
  expect(found).toHaveLength(right.length);
  const furthest = found.reduce((most, value, i) => Math.max(most, Math.abs(value - (right[i] ?? Number.NaN))), 0);
  expect(furthest).toBeLessThan(1e-4);
}

const imagesOf = ({ image }: Case) => noise(tf.util.sizeFromShape(image), 'x');
const weightsOf = ({ kernel }: Case) => noise(tf.util.sizeFromShape(kernel), 'w');

test.each([...CASES, DILATED])('the answer of a convolution with $name', (each) => {
  const { image, kernel, strides = [1, 1], pad, dilation = 1 } = each;
  const [x, w] = [imagesOf(each), weightsOf(each)];
  const { y } = expected(each, x, w);
  const before = tf.memory().numTensors;
  const found = tf.tidy(() =>
    tf.conv2d(tf.tensor4d(x, image), tf.tensor4d(w, kernel), strides, pad, 'NHWC', dilation).dataSync<'float32'>(),
  );
  close(found, y);
  expect(tf.memory().numTensors).toBe(before);
});

// Of a kernel with gaps tfjs takes no gradient.
test.each(CASES)('the gradients of a convolution with $name', (each) => {
  const { image, kernel, strides = [1, 1], pad } = each;
  const [x, w] = [imagesOf(each), weightsOf(each)];
  const { dy, shape, dx, dw } = expected(each, x, w);
  const before = tf.memory().numTensors;
  const [images, weights] = tf.tidy(() => {
    const gradients = tf.grads((a, b) => tf.conv2d(a as Tensor4D, b as Tensor4D, strides, pad));
    return gradients([tf.tensor4d(x, image), tf.tensor4d(w, kernel)], tf.tensor4d(dy, shape)).map((gradient) =>
      gradient.dataSync<'float32'>(),
    );
  });
  close(images ?? new Float32Array(), dx);
  close(weights ?? new Float32Array(), dw);
  expect(tf.memory().numTensors).toBe(before);
});

test('channels that come first are left to tfjs', () => {
  const found = tf.tidy(() =>
    tf.conv2d(tf.tensor4d([1, 1, 1, 1], [1, 1, 2, 2]), tf.ones([2, 2, 1, 1]), 1, 'valid', 'NCHW').dataSync(),
  );
  expect([...found]).toEqual([4]);
});
