import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Shape } from '../../../../src/base/shape.ts';
import { outputShapes, portOfWeight, weightsOf } from '../../../../src/catalog/layer-facts.ts';
import { multiHeadAttention as attention } from '../../../../src/catalog/layers/attention/multi-head-attention.ts';
import type { ParamValues } from '../../../../src/catalog/params.ts';
import { context, disposeAll, firstWeights, noise, params, resultOf } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const shapes = (given: ParamValues, inputs: Shape, value: Shape = inputs, key?: Shape) =>
  outputShapes(attention, params(attention, given), { inputs: [inputs], value: [value], ...(key && { key: [key] }) });

describe('shapes', () => {
  test('are those of the query, and of the table of comparisons', () => {
    expect(shapes({ num_heads: 3, return_attention_scores: true }, [4, 6], [5, 2])).toEqual({
      ok: true,
      value: { outputs: [4, 6], scores: [3, 4, 5] },
    });
  });

  test('that do not fit are refused in words', () => {
    expect(shapes({}, [6])).toMatchObject({
      error: 'compares sequences, steps × features: found shape 6 at inputs, expected two dimensions',
    });
    expect(shapes({}, [4, 6], [6])).toMatchObject({
      error: 'compares sequences, steps × features: found shape 6 at value, expected two dimensions',
    });
    expect(shapes({}, [4, 6], [5, 6], [4, 6])).toMatchObject({
      error: 'finds each step of value by one of key: found 4 steps at key, expected 5 as at value',
    });
  });
});

test('has Keras’ weights; one port decides about all kernels, and one about all biases', () => {
  const values = params(attention, { num_heads: 3, key_dim: 2, value_dim: 5 });
  const found = weightsOf(attention, values, { inputs: [[4, 6]], value: [[7, 3]] });
  expect(Object.fromEntries(found.map(({ name, shape }) => [name, shape]))).toEqual({
    query_kernel: [6, 3, 2],
    query_bias: [3, 2],
    key_kernel: [3, 3, 2],
    key_bias: [3, 2],
    value_kernel: [3, 3, 5],
    value_bias: [3, 5],
    attention_output_kernel: [3, 5, 6],
    attention_output_bias: [6],
  });
  for (const { name } of found)
    expect(portOfWeight(attention, params(attention), name, 'regularizer')?.name).toBe(
      name.endsWith('bias') ? 'bias_regularizer' : 'kernel_regularizer',
    );
});

test('counts every product', () => {
  const values = params(attention, { num_heads: 2, key_dim: 3, value_dim: 5 });
  const [steps, length] = [4, 7];
  const products = steps * 6 * 2 * 3 + length * 6 * 2 * 3 + length * 6 * 2 * 5 + steps * 2 * 5 * 6;
  expect(attention.multiplyAdds?.(values, { inputs: [[steps, 6]], value: [[length, 6]] })).toBe(
    products + 2 * steps * length * (3 + 5),
  );
});

describe('what it looks at', () => {
  const scoresOf = (given: ParamValues): number[][] => {
    const values = params(attention, { num_heads: 1, key_dim: 2, return_attention_scores: true, ...given });
    const weights = firstWeights(attention, values, [[4, 3]]);
    const found = tf.tidy(() => {
      const x = noise([1, 4, 3]);
      const { more } = resultOf(attention, values, { inputs: [x], value: [x] }, weights, context());
      return tf.reshape(more?.['scores'] ?? tf.zeros([16]), [4, 4]).arraySync() as number[][];
    });
    disposeAll(weights);
    return found;
  };

  test('adds up to 1 for every step', () => {
    for (const row of scoresOf({})) expect(row.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 6);
  });

  test('is never later than the step itself under a causal mask', () => {
    scoresOf({ use_causal_mask: true }).forEach((row, step) => {
      expect(row.slice(step + 1).every((look) => look === 0)).toBe(true);
      expect(row.slice(0, step + 1).every((look) => look > 0)).toBe(true);
    });
  });
});
