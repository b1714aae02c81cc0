import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { must } from '../../../../src/base/invariant.ts';
import { embedding } from '../../../../src/catalog/layers/core/embedding.ts';
import { call, context, disposeAll, firstWeights, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('each name gets its row, and a row learns from every place at which it was read', () => {
  const all = params(embedding, { input_dim: 4, output_dim: 2 });
  const weights = firstWeights(embedding, all, [[3]]);
  tf.tidy(() => {
    const rows = must(weights['embeddings'], 'the rows');
    const values = rows.dataSync();
    const x = tf.tensor2d([[3, 0, 3]]);
    const read = [3, 0, 3].flatMap((name) => Array.from(values.slice(2 * name, 2 * name + 2)));
    expect([...call(embedding, all, [x], weights, context()).dataSync()]).toEqual(read);
    const { grads } = tf.variableGrads(() => tf.sum(call(embedding, all, [x], weights, context())), [rows]);
    expect([...must(grads[rows.name], 'a slope').dataSync()]).toEqual([1, 1, 0, 0, 0, 0, 2, 2]);
  });
  disposeAll(weights);
});

test('says which name it does not know', () => {
  const refuses = (...values: number[]) =>
    embedding.refusesNames?.(params(embedding, { input_dim: 4 }), Float32Array.from(values));
  expect(refuses(0, 3, 1)).toBeUndefined();
  expect(refuses(0, 4)).toMatch(/^reads whole numbers from 0 to 3: found 4; /);
  expect(refuses(0.5)).toContain('found 0.5');
  expect(refuses(-1)).toContain('found -1');
  expect(refuses(NaN)).toContain('found NaN');
});
