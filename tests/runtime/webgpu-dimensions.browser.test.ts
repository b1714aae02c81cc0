/* Element by element of many dimensions and a short list: what a convolution's batch normalisation is read by. */
import { beforeAll, expect, test } from 'vitest';
import { obtainBackend } from '../../src/runtime/obtain-backend.ts';
import { tf, type Tensor } from '../../src/runtime/tf.ts';
import { browserHost } from '../support/browser-host.ts';

beforeAll(async () => {
  const obtained = await obtainBackend('webgpu', browserHost);
  if (!obtained.ok) throw new Error(obtained.error);
});

const numbers = (size: number, turn: number) => Float32Array.from({ length: size }, (_x, i) => Math.sin(i + turn));

/** Large enough that tfjs does not compute them on the processor. */
const SHAPES = [
  [2, 3, 10, 20, 3],
  [2, 1, 3, 10, 20, 3],
];
const FUNCTIONS = {
  add: (a: Tensor, b: Tensor) => tf.add(a, b),
  sub: (a: Tensor, b: Tensor) => tf.sub(a, b),
  mul: (a: Tensor, b: Tensor) => tf.mul(a, b),
  div: (a: Tensor, b: Tensor) => tf.div(a, b),
  maximum: (a: Tensor, b: Tensor) => tf.maximum(a, b),
  squaredDifference: (a: Tensor, b: Tensor) => tf.squaredDifference(a, b),
  greater: (a: Tensor, b: Tensor) => tf.cast(tf.greater(a, b), 'float32'),
};

test.each(Object.keys(FUNCTIONS) as (keyof typeof FUNCTIONS)[])('%s', async (name) => {
  const before = tf.memory().numTensors;
  for (const shape of SHAPES) {
    const size = shape.reduce((product, length) => product * length, 1);
    const [many, list] = [numbers(size, 0.5), numbers(3, 2)];
    const ways = tf.tidy(() => {
      const [x, y] = [tf.tensor(many, shape), tf.tensor1d(list)];
      const flat = [tf.reshape(x, [size / 3, 3]), y] as const;
      const compute = FUNCTIONS[name];
      return [compute(x, y), compute(y, x), compute(...flat), compute(flat[1], flat[0])];
    });
    expect(ways[0]?.shape).toEqual(shape);
    const [found, turned, expected, expectedTurned] = await Promise.all(ways.map((way) => way.data()));
    expect(found).toEqual(expected);
    expect(turned).toEqual(expectedTurned);
    tf.dispose(ways);
  }
  expect(tf.memory().numTensors).toBe(before);
});
