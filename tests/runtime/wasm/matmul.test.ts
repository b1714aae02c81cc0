import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TRANSPOSE_A, TRANSPOSE_B } from '../../../src/runtime/wasm/functions.ts';
import { noise, openHeap } from '../../support/heap.ts';
import type { Heap } from '../../support/heap.ts';

let heap: Heap;
beforeAll(async () => {
  heap = await openHeap();
});
afterEach(() => heap.free());

/** The product in float64, and for each entry the sum of its terms' sizes, which its rounding error scales with. */
function reference(a: Float32Array, b: Float32Array, [m, n, k]: readonly [number, number, number], flags: number) {
  const product = new Float64Array(m * n);
  const size = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++)
      for (let l = 0; l < k; l++) {
        const left = a[flags & TRANSPOSE_A ? l * m + i : i * k + l] ?? Number.NaN;
        const right = b[flags & TRANSPOSE_B ? j * k + l : l * n + j] ?? Number.NaN;
        product[i * n + j] = (product[i * n + j] ?? 0) + left * right;
        size[i * n + j] = (size[i * n + j] ?? 0) + Math.abs(left * right);
      }
  return { product, size };
}

const SIZES = [
  [1, 1, 1],
  [1, 5, 3],
  [2, 1, 16],
  [10, 2, 4],
  [3, 9, 7],
  [4, 8, 16],
  [4, 4, 4],
  [5, 13, 300],
  [7, 8, 1],
  [32, 16, 16],
  [33, 70, 520],
  [64, 128, 64],
  [130, 50, 260],
  [200, 65, 33],
] as const;

describe.each([0, TRANSPOSE_A, TRANSPOSE_B, TRANSPOSE_A + TRANSPOSE_B])('a product with flags %i', (flags) => {
  test.each(SIZES)('%i × %i over %i', (m, n, k) => {
    const [a, b] = [noise(m * k, 'a', m, k), noise(k * n, 'b', n, k)];
    const { product, size } = reference(a, b, [m, n, k], flags);
    const [left, right, c] = [heap.put(a), heap.put(b), heap.room(m * n)];
    // One float beyond the end: it must be left alone.
    const guarded = heap.put([...new Float32Array(m * n), 42]);
    heap.run('matmul', left, right, c, m, n, k, flags);
    heap.run('matmul', left, right, guarded, m, n, k, flags);
    const found = heap.take(c, m * n);
    const error = product.map((value, i) => Math.abs((found[i] ?? Number.NaN) - value) / (size[i] ?? 1));
    expect(Math.max(...error)).toBeLessThan(1e-6);
    expect(heap.take(guarded, m * n + 1).at(-1)).toBe(42);
  });
});

test('a wrong number of arguments is refused', () => {
  expect(() => heap.run('matmul', 0, 0, 0)).toThrow('matmul takes 7 numbers, got 3');
});
