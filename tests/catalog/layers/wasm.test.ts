import { expect, test } from 'vitest';
import { nodeHost } from '../../support/node-host.ts';
import { THOROUGH } from '../../support/thorough.ts';
import { disagreeing } from './agreement.ts';

test('every activation, layer and regularizer gives on wasm what it gives on the cpu, gradients included', async () => {
  expect(await disagreeing('wasm', nodeHost, 1e-5, 'first')).toEqual([]);
});

test('every layer does so in each way to set it', { timeout: 600_000, ...THOROUGH }, async () => {
  expect(await disagreeing('wasm', nodeHost, 1e-5, 'all')).toEqual([]);
});
