/** The compiled kernels in a real browser: loaded from the same text, on the same heap, with the same numbers. */
import { expect, test } from 'vitest';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { random } from '../../../src/base/random.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { kernelsOf } from '../../../src/runtime/wasm/kernels.ts';
import { browserHost } from '../../support/browser-host.ts';

const numbers = (count: number, key: string): number[] => {
  const source = random(key);
  return Array.from({ length: count }, () => source.normal());
};

/** Both gradients of a convolution followed by a max pool. */
async function gradients(backend: 'wasm' | 'cpu'): Promise<readonly (ArrayLike<number> | undefined)[]> {
  expect(await obtainBackend(backend, browserHost)).toMatchObject({ ok: true });
  const grads = tf.tidy(() => {
    const [x, filter] = [tf.tensor4d(numbers(294, 'x'), [2, 7, 7, 3]), tf.tensor4d(numbers(108, 'w'), [3, 3, 3, 4])];
    const net = (image: Tensor, weights: Tensor): Tensor =>
      tf.maxPool(tf.conv2d(image as Tensor4D, weights as Tensor4D, 1, 'same'), 2, 2, 'same');
    return tf.grads(net)([x, filter]);
  });
  return Promise.all(grads.map((each) => each.data()));
}

test('a convolution trains on wasm as on cpu', async () => {
  const wasm = await gradients('wasm');
  expect(kernelsOf(tf.backend())?.instance.exports.matmul).toBeTypeOf('function');
  const cpu = await gradients('cpu');
  expect(wasm.map((each) => each?.length)).toEqual([294, 108]);
  wasm.forEach((found, i) => {
    const error = Array.from(found ?? [], (value, j) => Math.abs(value - (cpu[i]?.[j] ?? Number.NaN)));
    expect(Math.max(...error)).toBeLessThan(2e-5);
  });
});
