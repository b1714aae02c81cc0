import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Shape } from '../../../../src/base/shape.ts';
import { reshape } from '../../../../src/catalog/layers/reshaping/reshape.ts';
import { catalog } from '../../../../src/catalog/index.ts';
import { compile } from '../../../../src/compiler/compile.ts';
import { call, context, params } from '../harness.ts';
import { example, withParams } from '../../../support/programs.ts';
import { trainToEnd } from '../../../support/training.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const shape = (target: readonly number[], input: Shape) => {
  const result = reshape.outputShape(params(reshape, { target_shape: target }), { inputs: [input] });
  return result.ok ? result.value : result.error;
};

describe('the shape', () => {
  test.each<[readonly number[], Shape, Shape]>([
    [[8, 8], [64], [8, 8]],
    [[8, -1], [64], [8, 8]],
    [[-1], [3, 4], [12]],
    [
      [-1, 2],
      [3, 4],
      [6, 2],
    ],
    [[1, 1, 5], [5], [1, 1, 5]],
    [[1], [], [1]],
  ])('%j from %j', (target, input, wanted) => expect(shape(target, input)).toEqual(wanted));

  test.each<[readonly number[], Shape, RegExp]>([
    [[7, 8], [64], /shape 64 has 64 values, the target 56/],
    [[5, -1], [64], /64 values, which 5 does not divide/],
    [[-1, -1], [64], /found −1 2 times/],
    [[0, 8], [64], /size of 0/],
  ])('%j from %j is refused in words', (target, input, why) => expect(shape(target, input)).toMatch(why));
});

test('values keep their order, the last dimension fastest, as in Keras', () => {
  tf.tidy(() => {
    const x = tf.reshape(tf.range(0, 24), [2, 3, 4]);
    const y = call(reshape, params(reshape, { target_shape: [2, -1] }), [x], {}, context());
    expect(y.shape).toEqual([2, 2, 6]);
    expect([...y.dataSync()]).toEqual(Array.from({ length: 24 }, (_, i) => i));
  });
});

test('a digit read row by row: list params, a recurrent layer and its state train together', async () => {
  const digits = withParams(example('digits'), { opt: { learning_rate: 0.01 } });
  const keep = new Set(['data', 'loss', 'opt', 'train']);
  const node = (id: string, type: string, given = {}) => ({ id, type, position: [0, 0] as const, params: given });
  const document = {
    ...digits,
    nodes: [
      ...digits.nodes.filter(({ id }) => keep.has(id)),
      node('rows', 'Reshape', { target_shape: [8, -1] }),
      node('rnn', 'SimpleRNN', { units: 12, return_state: true }),
      node('end', 'Dense', { units: 10, activation: 'softmax' }),
    ],
    edges: [
      { from: 'data.features', to: 'rows.inputs' },
      { from: 'rows.outputs', to: 'rnn.inputs' },
      { from: 'rnn.state', to: 'end.inputs' },
      { from: 'end.outputs', to: 'loss.y_pred' },
      { from: 'data.targets', to: 'loss.y_true' },
      { from: 'loss.loss', to: 'train.loss' },
      { from: 'opt.optimizer', to: 'train.optimizer' },
    ],
  };
  const { programs, diagnostics } = compile(document, catalog);
  const [program] = programs;
  if (program === undefined) throw new Error(JSON.stringify(diagnostics));
  expect(program.layers.find(({ node: id }) => id === 'end')?.inputs).toEqual({
    inputs: [{ layer: 'rnn', output: 'state' }],
  });
  const run = await trainToEnd({ ...program, epochs: 3 });
  const [first, , last] = run.all('epoch').map(({ logs }) => logs['loss'] ?? NaN);
  expect(last).toBeLessThan((first ?? 0) * 0.9);
  await run.trainer.dispose();
});
