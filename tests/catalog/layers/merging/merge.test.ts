import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Shape } from '../../../../src/base/shape.ts';
import { add } from '../../../../src/catalog/layers/merging/add.ts';
import { concatenate } from '../../../../src/catalog/layers/merging/concatenate.ts';
import { flatten } from '../../../../src/catalog/layers/reshaping/flatten.ts';
import { atInputs, call, context, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** The shape that tfjs' own layer gives to these inputs. */
function tfjsShape(layer: tf.layers.Layer, inputs: readonly Shape[]): Shape {
  const output = layer.apply(inputs.map((shape) => tf.input({ shape: [...shape] })));
  return (output as tf.SymbolicTensor).shape.slice(1).map((n) => n ?? -1);
}

const shapeOf = (result: { ok: boolean; value?: Shape }) => (result.ok ? result.value : undefined);
const errorOf = (result: { ok: boolean; error?: string }) => (result.ok ? undefined : result.error);

describe('Add', () => {
  const shape = (...inputs: Shape[]) => add.outputShape({}, atInputs(inputs));

  test.each<Shape[][]>([
    [[[4], [4]]],
    [
      [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    ],
    [[[4], [1]]],
    [
      [
        [2, 1],
        [1, 3],
      ],
    ],
  ])('agrees with tfjs on %j', (inputs) =>
    expect(shapeOf(shape(...inputs))).toEqual(tfjsShape(tf.layers.add(), inputs)),
  );

  test('names what it found and expected', () => {
    expect(errorOf(shape([4], [5]))).toBe('adds wires of the same shape: found 5 on wire 2, expected 4 as before it');
    expect(errorOf(shape([4], [4], [2, 2]))).toContain('found 2×2 on wire 3, expected 4');
    expect(errorOf(shape([4]))).toContain('found 1');
  });

  test('counts its additions', () => expect(add.multiplyAdds?.({}, { inputs: [[4], [4], [4]] })).toBe(8));
});

describe('Concatenate', () => {
  const shape = (axis: number, ...inputs: Shape[]) =>
    concatenate.outputShape(params(concatenate, { axis }), atInputs(inputs));

  test.each<[number, Shape[]]>([
    [-1, [[4], [5]]],
    [1, [[4], [5]]],
    [
      -1,
      [
        [2, 3],
        [2, 4],
      ],
    ],
    [
      1,
      [
        [2, 3],
        [4, 3],
      ],
    ],
    [
      -2,
      [
        [2, 3],
        [4, 3],
        [1, 3],
      ],
    ],
  ])('agrees with tfjs along %d on %j', (axis, inputs) =>
    expect(shapeOf(shape(axis, ...inputs))).toEqual(tfjsShape(tf.layers.concatenate({ axis }), inputs)),
  );

  test('names what it found and expected', () => {
    expect(errorOf(shape(-1, [2, 3], [4, 3]))).toContain('found 4×3 on wire 2, expected it to fit 2×3');
    expect(errorOf(shape(-1, [4], [2, 2]))).toContain('found 2×2 on wire 2');
    expect(errorOf(shape(0, [4], [4]))).toContain('found shape 4, expected an axis of −1 to −1 or 1 to 1');
    expect(errorOf(shape(-1, [], []))).toContain('single value');
    expect(errorOf(shape(-1, [4]))).toContain('found 1');
  });
});

describe('Flatten', () => {
  const flat = (shape: number[]) =>
    tf.tidy(() =>
      call(
        flatten,
        {},
        [
          tf
            .range(
              0,
              shape.reduce((a, b) => a * b, 1),
            )
            .reshape(shape),
        ],
        {},
        context(),
      ),
    );

  test.each([
    [
      [2, 3, 4],
      [2, 12],
    ],
    [
      [2, 5],
      [2, 5],
    ],
    [[3], [3, 1]],
    [
      [1, 2, 2, 2],
      [1, 8],
    ],
  ])('%j becomes %j', (from, to) => {
    const y = flat(from);
    expect(y.shape).toEqual(to);
    expect([...y.dataSync()]).toEqual([...Array(y.size).keys()]);
    expect(flatten.outputShape({}, { inputs: [from.slice(1)] })).toEqual({ ok: true, value: to.slice(1) });
    y.dispose();
  });
});
