import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs';
import { tf } from '../../../src/runtime/tf.ts';
import { noise, openHeap, worst } from '../../support/heap.ts';
import type { Heap } from '../../support/heap.ts';

let heap: Heap;
beforeEach(async () => {
  heap = await openHeap();
});
afterEach(() => heap.free());

describe('the gradient of an embedding', () => {
  test.each([[[0, 2, 2, 1, 5, 0]], [[3, 3, 3, 3, 3, 3]]])('on wasm is that on cpu: rows %j', async (ids) => {
    const gradient = (): Float32Array =>
      tf.tidy(() => {
        const table = tf.tensor2d(noise(6 * 7, 'table'), [6, 7]);
        const r = tf.tensor2d(noise(ids.length * 7, 'r'), [ids.length, 7]);
        const loss = (weights: Tensor): Tensor => tf.sum(tf.mul(tf.gather(weights, tf.tensor1d(ids, 'int32')), r));
        return tf.grad(loss)(table).dataSync() as Float32Array;
      });
    const wasm = gradient();
    await tf.setBackend('cpu');
    expect(worst(wasm, gradient())).toBeLessThan(1e-6);
  });

  test('segments that do not exist are left out', () => {
    const y = heap.room(6);
    heap.run('segmentSum', heap.put([1, 2, 3, 4, 5, 6]), heap.put([2, -1, 3], 'int32'), y, 3, 2, 3);
    expect([...heap.take(y, 6)]).toEqual([0, 0, 0, 0, 1, 2]);
  });
});
