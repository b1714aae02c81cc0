/** LSTM and GRU: shapes, weights and masks, and what holds beyond Keras' numbers. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LayerDefinition } from '../../../../src/catalog/define/index.ts';
import type { Shape } from '../../../../src/base/shape.ts';
import { outputShapes, randomOf, weightsOf } from '../../../../src/catalog/layer-facts.ts';
import { gru } from '../../../../src/catalog/layers/recurrent/gru.ts';
import { lstm } from '../../../../src/catalog/layers/recurrent/lstm.ts';
import type { ParamValues } from '../../../../src/catalog/params.ts';
import { context, disposeAll, firstWeights, noise, params, resultOf } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const shapes = (definition: LayerDefinition, given: ParamValues, others: Record<string, Shape[]> = {}) =>
  outputShapes(definition, params(definition, given), { inputs: [[4, 3]], ...others });

const weights = (definition: LayerDefinition, given: ParamValues) =>
  Object.fromEntries(
    weightsOf(definition, params(definition, { units: 5, ...given }), { inputs: [[4, 3]] }).map(({ name, shape }) => [
      name,
      shape,
    ]),
  );

describe('LSTM', () => {
  test('has a memory and a cell to give on and to begin with', () => {
    expect(shapes(lstm, { units: 5, return_state: true })).toEqual({
      ok: true,
      value: { outputs: [5], state_h: [5], state_c: [5] },
    });
    expect(shapes(lstm, { units: 5 }, { initial_state_h: [[5]], initial_state_c: [[5]] })).toMatchObject({ ok: true });
    expect(shapes(lstm, { units: 5 }, { initial_state_h: [[5]] })).toMatchObject({
      error: 'begins with all of its states or with none: found initial_state_h, expected initial_state_c too',
    });
    expect(shapes(lstm, { units: 5 }, { initial_state_h: [[5]], initial_state_c: [[4]] })).toMatchObject({
      error: 'takes an initial_state_c with a number for each of its units: found shape 4, expected 5',
    });
  });

  test('has four gates side by side in its weights', () => {
    expect(weights(lstm, {})).toEqual({ kernel: [3, 20], recurrent_kernel: [5, 20], bias: [20] });
    expect(weights(lstm, { use_bias: false })).toEqual({ kernel: [3, 20], recurrent_kernel: [5, 20] });
  });

  test('starts the biases of the forget gate at 1, unless told not to', () => {
    const pieces = (unit_forget_bias: boolean) =>
      weightsOf(lstm, params(lstm, { units: 5, unit_forget_bias }), { inputs: [[4, 3]] }).at(-1)?.pieces;
    expect(pieces(true)).toEqual([{ shape: [5] }, { shape: [5], ones: true }, { shape: [10] }]);
    expect(pieces(false)).toBeUndefined();
  });

  test('a cell that is kept passes unchanged: shut the input, open the forget gate', () => {
    const values = params(lstm, { units: 2, return_state: true });
    const first = firstWeights(lstm, values, [[3, 1]]);
    tf.tidy(() => {
      for (const weight of Object.values(first)) weight.assign(tf.zerosLike(weight));
      first['bias']?.assign(tf.tensor1d([-50, -50, 50, 50, 0, 0, 0, 0]));
      const cell = tf.tensor2d([[0.7, -2]]);
      const inputs = {
        inputs: [noise([1, 3, 1])],
        initial_state_h: [tf.zeros([1, 2])],
        initial_state_c: [cell],
      } as const;
      const { more } = resultOf(lstm, values, inputs, first, context());
      const kept = more?.['state_c']?.dataSync();
      expect(kept?.[0]).toBeCloseTo(0.7, 6);
      expect(kept?.[1]).toBeCloseTo(-2, 6);
    });
    disposeAll(first);
  });
});

describe('GRU', () => {
  test('has three gates in its weights, and two rows of biases while it resets after the product', () => {
    expect(weights(gru, {})).toEqual({ kernel: [3, 15], recurrent_kernel: [5, 15], bias: [2, 15] });
    expect(weights(gru, { reset_after: false })).toMatchObject({ bias: [15] });
  });

  test('gives its memory on', () => {
    expect(shapes(gru, { units: 5, return_state: true, return_sequences: true })).toEqual({
      ok: true,
      value: { outputs: [4, 5], state: [5] },
    });
  });
});

describe.each([
  ['LSTM', lstm, 4],
  ['GRU', gru, 3],
] as const)('%s', (_type, definition, gates) => {
  test('declares one mask for all gates, and one for each as soon as the memory is dropped too', () => {
    const random = (given: ParamValues) =>
      randomOf(definition, params(definition, { units: 5, ...given }), { inputs: [[4, 3]] });
    expect(random({})).toEqual({});
    expect(random({ dropout: 0.2 })).toEqual({ dropout: { shape: [3], distribution: 'uniform' } });
    expect(random({ dropout: 0.2, recurrent_dropout: 0.2 })).toEqual({
      dropout: { shape: [gates, 3], distribution: 'uniform' },
      recurrent_dropout: { shape: [gates, 5], distribution: 'uniform' },
    });
    // Keras drops nothing at 1 here.
    expect(random({ dropout: 1, recurrent_dropout: 1 })).toEqual({});
  });

  test('counts both products of every step and gate, and what it keeps of each', () => {
    const values = params(definition, { units: 5 });
    expect(definition.multiplyAdds?.(values, { inputs: [[4, 3]] })).toBe(4 * gates * 5 * (3 + 5));
    expect(definition.working?.(values, { inputs: [[4, 3]] })).toBe(8 * 4 * gates * 5);
  });

  test('refuses rows in words', () => {
    expect(definition.outputShape(params(definition), { inputs: [[4]] })).toMatchObject({
      error: 'reads sequences, steps × features: found shape 4, expected two dimensions',
    });
  });
});
