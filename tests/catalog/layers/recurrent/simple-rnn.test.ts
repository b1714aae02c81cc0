import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Shape } from '../../../../src/base/shape.ts';
import { outputShapes, portOfWeight, randomOf, weightsOf } from '../../../../src/catalog/layer-facts.ts';
import { simpleRNN } from '../../../../src/catalog/layers/recurrent/simple-rnn.ts';
import { isOpen } from '../../../../src/catalog/ports.ts';
import { must } from '../../../../src/base/invariant.ts';
import { context, disposeAll, firstWeights, noise, params, resultOf } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('shapes', () => {
  const shapes = (given: Parameters<typeof params>[1], inputs: Shape, state?: Shape) =>
    outputShapes(simpleRNN, params(simpleRNN, given), {
      inputs: [inputs],
      ...(state && { initial_state: [state] }),
    });

  test('follow from the params', () => {
    expect(shapes({ units: 5 }, [4, 3])).toEqual({ ok: true, value: { outputs: [5] } });
    expect(shapes({ units: 5, return_sequences: true }, [4, 3])).toEqual({ ok: true, value: { outputs: [4, 5] } });
    expect(shapes({ units: 5, return_state: true }, [4, 3], [5])).toEqual({
      ok: true,
      value: { outputs: [5], state: [5] },
    });
  });

  test('that do not fit are refused in words', () => {
    expect(shapes({}, [4])).toMatchObject({
      error: 'reads sequences, steps × features: found shape 4, expected two dimensions',
    });
    expect(shapes({}, [2, 3, 4])).toMatchObject({ ok: false });
    expect(shapes({ units: 5 }, [4, 3], [3])).toMatchObject({
      error: 'takes an initial_state with a number for each of its units: found shape 3, expected 5',
    });
  });

  test('the output state is there only while return_state is on', () => {
    const state = must(simpleRNN.outputs[1], 'state');
    expect(isOpen(state, params(simpleRNN))).toBe(false);
    expect(isOpen(state, params(simpleRNN, { return_state: true }))).toBe(true);
  });
});

test('has Keras’ weights, and their ports are called as in Keras', () => {
  const names = (use_bias: boolean) =>
    weightsOf(simpleRNN, params(simpleRNN, { units: 5, use_bias }), { inputs: [[4, 3]] }).map(({ name, shape }) => [
      name,
      shape,
    ]);
  expect(names(true)).toEqual([
    ['kernel', [3, 5]],
    ['recurrent_kernel', [5, 5]],
    ['bias', [5]],
  ]);
  expect(names(false)).toHaveLength(2);
  expect(portOfWeight(simpleRNN, params(simpleRNN), 'recurrent_kernel', 'initializer')).toMatchObject({
    name: 'recurrent_initializer',
    default: 'Orthogonal',
  });
  expect(portOfWeight(simpleRNN, params(simpleRNN), 'kernel', 'initializer')?.default).toBe('GlorotUniform');
});

test('declares one mask for all steps, and only those that it needs', () => {
  const random = (given: Parameters<typeof params>[1]) =>
    randomOf(simpleRNN, params(simpleRNN, { units: 5, ...given }), { inputs: [[4, 3]] });
  expect(random({})).toEqual({});
  expect(random({ dropout: 0.2 })).toEqual({ dropout: { shape: [3], distribution: 'uniform' } });
  expect(random({ recurrent_dropout: 0.2 })).toEqual({ recurrent_dropout: { shape: [5], distribution: 'uniform' } });
});

test('the last of the sequence is the state, also backwards', () => {
  for (const go_backwards of [false, true]) {
    const values = params(simpleRNN, { units: 5, return_sequences: true, return_state: true, go_backwards });
    const weights = firstWeights(simpleRNN, values, [[4, 3]]);
    tf.tidy(() => {
      const { outputs, more } = resultOf(simpleRNN, values, { inputs: [noise([2, 4, 3])] }, weights, context());
      const last = tf.squeeze(tf.slice(outputs, [0, 3, 0], [2, 1, 5]), [1]);
      expect([...last.dataSync()]).toEqual([...(more?.['state']?.dataSync() ?? [])]);
    });
    disposeAll(weights);
  }
});

test('counts both products of every step', () => {
  expect(simpleRNN.multiplyAdds?.(params(simpleRNN, { units: 5 }), { inputs: [[4, 3]] })).toBe(4 * 5 * (3 + 5));
});
