import { expect, test } from 'vitest';
import { browserHost } from '../../support/browser-host.ts';
import { THOROUGH } from '../../support/thorough.ts';
import { disagreeing } from './agreement.ts';

test('every activation, layer and regularizer gives on webgpu what it gives on the cpu, gradients included', async () => {
  expect(await disagreeing('webgpu', browserHost, 1e-4, 'first')).toEqual([]);
});

test('every layer does so in each way to set it', { timeout: 600_000, ...THOROUGH }, async () => {
  expect(await disagreeing('webgpu', browserHost, 1e-4, 'all')).toEqual([]);
});
