/** Layers that join wires value by value: how shapes meet, what they refuse, and which wire learns. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Shape } from '../../../../src/base/shape.ts';
import type { LayerDefinition } from '../../../../src/catalog/define/index.ts';
import { add } from '../../../../src/catalog/layers/merging/add.ts';
import { average } from '../../../../src/catalog/layers/merging/average.ts';
import { maximum } from '../../../../src/catalog/layers/merging/maximum.ts';
import { minimum } from '../../../../src/catalog/layers/merging/minimum.ts';
import { multiply } from '../../../../src/catalog/layers/merging/multiply.ts';
import { subtract } from '../../../../src/catalog/layers/merging/subtract.ts';
import { atInputs, call, context, noise } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const shapeOf = (definition: LayerDefinition, ...inputs: Shape[]) => {
  const result = definition.outputShape({}, atInputs(inputs));
  return result.ok ? result.value : result.error;
};

const all = [add, average, maximum, minimum, multiply, subtract];

describe.each(all.map((definition) => [definition.type, definition] as const))('%s', (_type, definition) => {
  test('repeats a dimension of 1, and puts missing ones in front, as Keras does', () => {
    expect(shapeOf(definition, [2, 1], [1, 3])).toEqual([2, 3]);
    expect(shapeOf(definition, [2, 3], [3])).toEqual([2, 3]);
    expect(shapeOf(definition, [3], [2, 3])).toEqual([2, 3]);
  });

  test('names what it found and expected', () => {
    expect(shapeOf(definition, [4], [5])).toMatch(/wires of the same shape: found 5 on wire 2, expected 4/);
    expect(shapeOf(definition, [4])).toContain('found 1; wire another one to inputs');
  });

  test('sums the gradient of what was repeated', () => {
    tf.tidy(() => {
      const [x, y] = [noise([2, 3, 1], 'x'), noise([2, 4], 'y')];
      const [dx, dy] = tf.grads((a: tf.Tensor, b: tf.Tensor) => tf.sum(call(definition, {}, [a, b], {}, context())))([
        x,
        y,
      ]);
      expect(dx?.shape).toEqual([2, 3, 1]);
      expect(dy?.shape).toEqual([2, 4]);
    });
  });
});

test('Subtract takes exactly two wires', () => {
  expect(shapeOf(subtract, [4], [4], [4])).toBe('takes one wire from another, found 3; keep two of them');
});

test('where wires are equal, the earlier one gets the gradient of Maximum', () => {
  tf.tidy(() => {
    const one = tf.ones([1, 2]);
    const slopes = tf.grads((a: tf.Tensor, b: tf.Tensor) => tf.sum(call(maximum, {}, [a, b], {}, context())))([
      one,
      tf.clone(one),
    ]);
    expect(slopes.map((slope) => [...slope.dataSync()])).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });
});
