import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { nodeHost } from '../../support/node-host.ts';
import { differences, figures } from './agreement.ts';

test('every activation, layer and regularizer gives on wasm what it gives on the cpu, gradients included', async () => {
  await tf.setBackend('cpu');
  const expected = await figures();
  expect(Object.keys(expected).length).toBeGreaterThan(80);
  expect(await obtainBackend('wasm', nodeHost)).toMatchObject({ ok: true, value: { backend: 'wasm' } });
  const before = tf.memory().numTensors;
  expect(differences(await figures(), expected, 1e-5)).toEqual([]);
  expect(tf.memory().numTensors).toBe(before);
});
