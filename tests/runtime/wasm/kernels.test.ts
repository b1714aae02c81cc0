import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { tf } from '../../../src/runtime/tf.ts';
import { addressOf, listenToCalls, loadKernels } from '../../../src/runtime/wasm/kernels.ts';
import { noise, openHeap } from '../../support/heap.ts';
import type { Heap } from '../../support/heap.ts';

let heap: Heap;
beforeAll(async () => {
  heap = await openHeap();
});
afterEach(() => {
  listenToCalls(undefined);
  heap.free();
});

describe('the loaded kernels', () => {
  test('are the same for the same backend', async () => {
    expect((await openHeap()).instance).toBe(heap.instance);
  });

  test('tell a listener each call, so that it can be made again with addresses alone', () => {
    const calls: { name: string; args: readonly unknown[]; again: () => void }[] = [];
    listenToCalls((name, args) => {
      const numbers = args.map((arg) => (typeof arg === 'number' ? arg : addressOf(tf.backend(), arg)));
      calls.push({ name, args, again: () => heap.instance.exports[name](...numbers) });
    });
    const filter = tf.tensor4d(noise(54, 'w'), [3, 3, 3, 2]);
    const dy = tf.tensor4d(noise(50, 'dy'), [1, 5, 5, 2]);
    const dx = tf.conv2dTranspose(dy, filter, [1, 5, 5, 3], 1, 'same');
    const [call] = calls;
    expect(calls.map(({ name }) => name)).toEqual(['conv2dBackpropInput']);
    const first = dx.dataSync();
    const twice = heap.put(filter.dataSync().map((value) => 2 * value));
    // The filter's place on the heap gets other numbers: the call reads what lies there.
    const { memory } = heap.instance.exports as unknown as { memory: WebAssembly.Memory };
    new Uint8Array(memory.buffer).copyWithin(addressOf(tf.backend(), filter), twice, twice + 4 * 54);
    call?.again();
    expect(dx.dataSync()).toEqual(first.map((value) => 2 * value));
    tf.dispose([filter, dy, dx]);
  });

  test('keep their scratch block through growth of the heap', () => {
    heap.reserve(64 * 1024 * 1024);
    const [a, b, c] = [heap.put([1, 2, 3]), heap.put([4, 5, 6]), heap.room(1)];
    heap.run('matmul', a, b, c, 1, 1, 3, 0);
    expect([...heap.take(c, 1)]).toEqual([32]);
  });

  test('keep off a heap that is shared between threads', async () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const backend = { wasm: { asm: { memory } } } as unknown as BackendWasm;
    expect(await loadKernels(backend)).toBeUndefined();
  });

  test('leak no tensors', () => {
    const step = (): void =>
      tf.tidy(() => {
        const x = tf.tensor4d(noise(75, 'x'), [1, 5, 5, 3]);
        tf.grad((image: Tensor) => tf.maxPool(image as Tensor4D, 2, 1, 'same'))(x);
      });
    step();
    const before = tf.memory().numDataBuffers;
    step();
    expect(tf.memory().numDataBuffers).toBe(before);
  });
});
