import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { differences, figures } from './agreement.ts';

test('every activation, layer and regularizer gives on webgpu what it gives on the cpu, gradients included', async () => {
  await tf.setBackend('cpu');
  const expected = await figures();
  expect(Object.keys(expected).length).toBeGreaterThan(80);
  await import('@tensorflow/tfjs-backend-webgpu');
  expect(await tf.setBackend('webgpu')).toBe(true);
  await tf.ready();
  expect(tf.getBackend()).toBe('webgpu');
  const before = tf.memory().numTensors;
  expect(differences(await figures(), expected, 1e-4)).toEqual([]);
  expect(tf.memory().numTensors).toBe(before);
});
