import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { Shape } from '../../../../src/base/shape.ts';
import { dot } from '../../../../src/catalog/layers/merging/dot.ts';
import { atInputs, call, context, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const shape = (axes: number, ...inputs: Shape[]) => {
  const result = dot.outputShape(params(dot, { axes }), atInputs(inputs));
  return result.ok ? result.value : result.error;
};

test('takes two wires', () => {
  expect(shape(-1, [4])).toBe('multiplies two wires, found 1; wire another one to inputs');
  expect(shape(-1, [4], [4], [4])).toBe('multiplies two wires, found 3; keep two of them');
});

test('names what it found and expected', () => {
  expect(shape(-1, [3, 4], [3, 5])).toBe(
    'multiplies wires of the same size along axis -1: found 3×4 and 3×5, expected 4 there instead of 5 on wire 2',
  );
  expect(shape(2, [3, 4], [4])).toBe(
    'has no dimension 2 to add up over: found shape 4 on wire 2, expected an axis of −1 to −1 or 1 to 1',
  );
  expect(shape(0, [4], [4])).toContain('has no dimension 0 to add up over: found shape 4 on wire 1');
  expect(shape(-1, [], [4])).toContain('found one single value on wire 1');
});

test('counts a multiplication for every product', () => {
  const work = (axes: number, ...inputs: [Shape, Shape]) => dot.multiplyAdds?.(params(dot, { axes }), { inputs });
  expect(work(-1, [4], [4])).toBe(4);
  expect(work(-1, [3, 4], [2, 4])).toBe(3 * 2 * 4);
  expect(work(1, [3, 4], [3, 2])).toBe(4 * 2 * 3);
});

test('a vector of zeros has the cosine 0 and a finite gradient', () => {
  tf.tidy(() => {
    const on = (x: tf.Tensor) => call(dot, params(dot, { normalize: true }), [x, tf.tensor2d([[1, 2]])], {}, context());
    const zeros = tf.zeros([1, 2]);
    expect([...on(zeros).dataSync()]).toEqual([0]);
    expect(
      tf
        .grad((x) => tf.sum(on(x)))(zeros)
        .dataSync()
        .every(Number.isFinite),
    ).toBe(true);
  });
});
