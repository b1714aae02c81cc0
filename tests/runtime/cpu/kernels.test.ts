/* Our sums, rows and gradients of pooling on the cpu backend: by their definitions, and in the way of tfjs for all else. */
import type { Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { noise } from '../../support/heap.ts';
import { nodeHost } from '../../support/node-host.ts';

beforeAll(async () => {
  await obtainBackend('cpu', nodeHost);
});

/** What was computed without leaving a tensor behind. */
function computed(compute: () => { readonly shape: number[]; dataSync(): ArrayLike<number> }) {
  const before = tf.memory().numTensors;
  const found = tf.tidy(() => {
    const result = compute();
    return { shape: result.shape, values: Array.from(result.dataSync()) };
  });
  expect(tf.memory().numTensors).toBe(before);
  return found;
}

/** The index of each number of a tensor of this shape. */
const indices = (shape: readonly number[]): number[][] =>
  shape.reduce<number[][]>(
    (all, size) => all.flatMap((index) => Array.from({ length: size }, (_x, i) => [...index, i])),
    [[]],
  );

describe.each([
  { shape: [2, 3, 4, 5], axes: [0, 1, 2] },
  { shape: [2, 3, 4, 5], axes: [1, 2] },
  { shape: [2, 3, 4, 5], axes: [0] },
  { shape: [2, 3, 4, 5], axes: [-1] },
  { shape: [2, 3, 4, 5], axes: [3, 2] },
  { shape: [2, 3, 4, 5], axes: [0, 2] },
  { shape: [3, 4], axes: undefined },
  { shape: [0, 4], axes: [0] },
  { shape: [], axes: undefined },
])('along $axes of $shape', ({ shape, axes }) => {
  const x = noise(tf.util.sizeFromShape(shape), 'x');
  const along = new Set((axes ?? shape.map((_size, i) => i)).map((axis) => (axis + shape.length) % shape.length));
  const rest = shape.filter((_size, axis) => !along.has(axis));
  const sums = new Map(indices(rest).map((index) => [index.join(), 0]));
  indices(shape).forEach((index, i) => {
    const key = index.filter((_at, axis) => !along.has(axis)).join();
    sums.set(key, (sums.get(key) ?? 0) + (x[i] ?? 0));
  });
  const count = shape.reduce((product, size, axis) => (along.has(axis) ? product * size : product), 1);

  test.each([false, true])('the sum, axes kept: %s', (keep) => {
    const found = computed(() => tf.sum(tf.tensor(x, shape), axes, keep));
    expect(found.shape).toEqual(keep ? shape.map((size, axis) => (along.has(axis) ? 1 : size)) : rest);
    [...sums.values()].forEach((right, i) => expect(found.values[i]).toBeCloseTo(right, 5));
    expect(found.values).toHaveLength(sums.size);
  });

  test('the mean', () => {
    const found = computed(() => tf.mean(tf.tensor(x, shape), axes));
    expect(found.shape).toEqual(rest);
    [...sums.values()].forEach((right, i) =>
      count === 0 ? expect(found.values[i]).toBeNaN() : expect(found.values[i]).toBeCloseTo(right / count, 5),
    );
  });
});

test('truths and whole numbers are summed up as such', () => {
  expect(computed(() => tf.sum(tf.tensor([true, false, true], [3], 'bool'))).values).toEqual([2]);
  const whole = computed(() => tf.sum(tf.tensor([2 ** 30, 1], [2], 'int32')));
  expect(whole.values).toEqual([2 ** 30 + 1]);
});

describe('rows of a table', () => {
  const table = () => tf.tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [3, 2, 2]);

  test('come in the order that is asked for, as often as they are asked for', () => {
    const found = computed(() => tf.gather(table(), tf.tensor([2, 0, 2], [3], 'int32')));
    expect(found).toEqual({ shape: [3, 2, 2], values: [9, 10, 11, 12, 1, 2, 3, 4, 9, 10, 11, 12] });
  });

  test('come in the shape of what asks for them', () => {
    const found = computed(() => tf.gather(table(), tf.tensor([1, 0], [2, 1], 'int32')));
    expect(found).toEqual({ shape: [2, 1, 2, 2], values: [5, 6, 7, 8, 1, 2, 3, 4] });
  });

  test('columns, whole numbers and rows that are not there are left to tfjs', () => {
    const columns = computed(() => tf.gather(table(), tf.tensor([1], [1], 'int32'), 1));
    expect(columns).toEqual({ shape: [3, 1, 2], values: [3, 4, 7, 8, 11, 12] });
    const whole = computed(() => tf.gather(tf.tensor([5, 6], [2], 'int32'), tf.tensor([1], [1], 'int32')));
    expect(whole.values).toEqual([6]);
    expect(() => tf.tidy(() => tf.gather(table(), tf.tensor([3], [1], 'int32')))).toThrow(/not in \[0, 2\]/);
  });
});

describe.each([
  { name: 'windows side by side', image: [2, 4, 6, 3], size: 2, strides: 2, pad: 'valid' },
  { name: 'windows that overlap', image: [2, 7, 5, 2], size: 3, strides: 2, pad: 'same' },
  { name: 'windows with a margin', image: [1, 5, 5, 2], size: 2, strides: 1, pad: 1 },
] as const)('the gradient of the largest in $name', ({ image, size, strides, pad }) => {
  test('goes to the first of the largest', () => {
    const shape: [number, number, number, number] = [...image];
    // Few different numbers, so that there are several largest.
    const x = noise(tf.util.sizeFromShape(shape), 'x').map((value) => Math.round(value));
    const window = tf.backend_util.computePool2DInfo(shape, size, strides, 1, pad);
    const dy = noise(tf.util.sizeFromShape(window.outShape), 'dy');
    const right = new Float64Array(x.length);
    indices(window.outShape).forEach(([b = 0, y = 0, z = 0, c = 0], i) => {
      let place = -1;
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++) {
          const [at, beside] = [y * strides - window.padInfo.top + row, z * strides - window.padInfo.left + column];
          if (at < 0 || at >= shape[1] || beside < 0 || beside >= shape[2]) continue;
          const here = ((b * shape[1] + at) * shape[2] + beside) * shape[3] + c;
          if (place < 0 || (x[here] ?? 0) > (x[place] ?? 0)) place = here;
        }
      right[place] = (right[place] ?? 0) + (dy[i] ?? 0);
    });
    const found = computed(() => {
      const gradient = tf.grad((images) => tf.maxPool(images as Tensor4D, size, strides, pad));
      return gradient(tf.tensor4d(x, shape), tf.tensor4d(dy, window.outShape));
    });
    expect(found.values).toHaveLength(right.length);
    found.values.forEach((value, i) => expect(value).toBeCloseTo(right[i] ?? Number.NaN, 5));
  });
});
