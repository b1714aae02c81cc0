/* Our product of matrices on the cpu backend: right for every layout and size, in the way of tfjs for all else. */
import { beforeAll, describe, expect, test } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { tf, type Tensor } from '../../../src/runtime/tf.ts';
import { noise } from '../../support/heap.ts';
import { nodeHost } from '../../support/node-host.ts';

beforeAll(async () => {
  await obtainBackend('cpu', nodeHost);
});

const TURNS = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;
/** None of them, one, and more than the results that are summed up at once, in each direction. */
type Size = readonly [m: number, k: number, n: number];
const SIZES: readonly Size[] = [
  [0, 3, 2],
  [1, 1, 1],
  [2, 5, 4],
  [3, 7, 5],
  [4, 1, 11],
  [17, 33, 6],
  [5, 0, 3],
];

/** The same by its definition, in double precision. */
function expected(a: Float32Array, b: Float32Array, [m, k, n]: Size, turnA: boolean, turnB: boolean) {
  return Array.from({ length: m * n }, (_x, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let i = 0; i < k; i++)
      sum += (a[turnA ? i * m + row : row * k + i] ?? 0) * (b[turnB ? column * k + i : i * n + column] ?? 0);
    return sum;
  });
}

describe.each(TURNS)('a product with factors turned: %s, %s', (turnA, turnB) => {
  test.each(SIZES)('of %i × %i times … × %i', (...size) => {
    const [m, k, n] = size;
    const [a, b] = [noise(m * k, 'a'), noise(k * n, 'b')];
    const before = tf.memory().numTensors;
    const found = tf.tidy(() => {
      const left = tf.tensor2d(a, turnA ? [k, m] : [m, k]);
      const right = tf.tensor2d(b, turnB ? [n, k] : [k, n]);
      return tf.matMul(left, right, turnA, turnB).dataSync<'float32'>();
    });
    const right = expected(a, b, size, turnA, turnB);
    expect(found).toHaveLength(right.length);
    found.forEach((value, i) => expect(value).toBeCloseTo(right[i] ?? Number.NaN, 5));
    expect(tf.memory().numTensors).toBe(before);
  });
});

test.each(['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const)(
  'a product with a bias and %s is that of its parts, bit for bit, and leaves nothing behind',
  (activation) => {
    const { numTensors, numDataBuffers } = tf.memory();
    const [found, parts] = tf.tidy(() => {
      const [a, b] = [tf.tensor2d(noise(15, 'a'), [3, 5]), tf.tensor2d(noise(20, 'b'), [5, 4])];
      const bias = tf.tensor1d(noise(4, 'bias'));
      const sum = tf.add(tf.matMul(a, b), bias);
      const then = { linear: (x: Tensor) => x, relu: tf.relu, relu6: tf.relu6, elu: tf.elu, sigmoid: tf.sigmoid };
      const apart: Tensor = activation === 'leakyrelu' ? tf.leakyRelu(sum, 0.2) : then[activation](sum);
      return [tf.fused.matMul({ a, b, bias, activation, leakyreluAlpha: 0.2 }).dataSync(), apart.dataSync()];
    });
    if (activation === 'leakyrelu')
      found?.forEach((value, i) => expect(value).toBeCloseTo(parts?.[i] ?? Number.NaN, 5));
    else expect(found).toEqual(parts);
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  },
);

test('several products in one call, and whole numbers, are as tfjs has them', () => {
  const sums = tf.tidy(() => {
    const several = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
    const whole = tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32');
    return [tf.matMul(several, several), tf.matMul(whole, whole)].map((x) => [x.dtype, [...x.dataSync()]]);
  });
  expect(sums).toEqual([
    ['float32', [7, 10, 15, 22, 67, 78, 91, 106]],
    ['int32', [7, 10, 15, 22]],
  ]);
});
