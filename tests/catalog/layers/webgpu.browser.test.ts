import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { browserHost } from '../../support/browser-host.ts';
import { differences, figures } from './agreement.ts';

test.each(['webgpu', 'webgl'] as const)(
  'every activation, layer and regularizer gives on %s what it gives on the cpu, gradients included',
  async (backend) => {
    await tf.setBackend('cpu');
    const expected = await figures();
    expect(Object.keys(expected).length).toBeGreaterThan(80);
    await import('@tensorflow/tfjs-backend-webgpu');
    expect(await obtainBackend(backend, browserHost)).toMatchObject({ ok: true, value: { backend } });
    const before = tf.memory().numTensors;
    expect(differences(await figures(), expected, 1e-4)).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  },
);
