import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { expect, test } from 'vitest';
import { differences, figures } from './agreement.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;

test('every activation, layer and regularizer gives on wasm what it gives on the cpu, gradients included', async () => {
  await tf.setBackend('cpu');
  const expected = await figures();
  expect(Object.keys(expected).length).toBeGreaterThan(80);
  setWasmPaths(folder);
  expect(await tf.setBackend('wasm')).toBe(true);
  expect(tf.getBackend()).toBe('wasm');
  const before = tf.memory().numTensors;
  expect(differences(await figures(), expected, 1e-5)).toEqual([]);
  expect(tf.memory().numTensors).toBe(before);
});
