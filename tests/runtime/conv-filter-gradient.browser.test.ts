/* The gradient of a convolution's kernel as graphics cards compute it, beside tfjs' own, which software adapters keep. */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, test } from 'vitest';
import { obtainBackend } from '../../src/runtime/obtain-backend.ts';
import { readAll } from '../../src/runtime/read-all.ts';
import { tf } from '../../src/runtime/tf.ts';
import type { Tensor } from '../../src/runtime/tf.ts';
import { filterGradient } from '../../src/runtime/webgpu/conv-filter-gradient.ts';
import { browserHost } from '../support/browser-host.ts';

beforeAll(async () => {
  const obtained = await obtainBackend('webgpu', browserHost);
  if (!obtained.ok) throw new Error(obtained.error);
});

test.each([
  { name: 'few entries', image: [3, 9, 8, 1], filter: [3, 3, 1, 4], strides: [1, 1], pad: 'same' },
  { name: 'steps of two', image: [2, 11, 7, 3], filter: [2, 4, 3, 5], strides: [2, 2], pad: 'same' },
  { name: 'no margin', image: [2, 8, 6, 2], filter: [3, 2, 2, 3], strides: [2, 1], pad: 'valid' },
  { name: 'many channels', image: [2, 5, 5, 130], filter: [3, 3, 130, 43], strides: [1, 1], pad: 'same' },
])('$name', async ({ image, filter, strides, pad }) => {
  const attributes = { strides, pad, dataFormat: 'NHWC', filterShape: filter };
  const x = tf.randomNormal(image, 0, 1, 'float32', 1);
  const info = tf.backend_util.computeConv2DInfo(
    image as [number, number, number, number],
    filter as [number, number, number, number],
    strides as [number, number],
    1,
    pad as 'same' | 'valid',
  );
  const dy = tf.randomNormal(info.outShape, 0, 1, 'float32', 2);
  const theirs = tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, attributes) as Tensor;
  const program = filterGradient(x, attributes);
  const backend = tf.backend();
  if (program === undefined || !(backend instanceof WebGPUBackend)) throw new Error('There is no program.');
  const made = backend.runWebGPUProgram(program, [x, dy], 'float32');
  const ours = tf.engine().makeTensorFromTensorInfo(made);
  expect(ours.shape).toEqual(filter);
  const [a = new Float32Array(), b = new Float32Array()] = await readAll([theirs, ours]);
  expect(Math.max(...a.map(Math.abs))).toBeGreaterThan(1);
  expect(Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN))))).toBeLessThan(1e-4);
  tf.dispose([x, dy, theirs, ours]);
});

test('channels that come first are left to tfjs', () => {
  const x = tf.zeros([1, 2, 4, 4]);
  const attributes = { strides: [1, 1], pad: 'same', dataFormat: 'NCHW', filterShape: [3, 3, 2, 2] };
  expect(filterGradient(x, attributes)).toBeUndefined();
  x.dispose();
});
