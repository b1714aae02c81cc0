import { expect, test } from 'vitest';
import { browserHost } from '../../support/browser-host.ts';
import { THOROUGH } from '../../support/thorough.ts';
import { disagreeing } from './agreement.ts';

// What webgpu says of one way of each in `npm test`.
test(
  'every activation, layer and regularizer gives on webgl what it gives on the cpu, in each way to set it',
  { timeout: 600_000, ...THOROUGH },
  async () => {
    expect(await disagreeing('webgl', browserHost, 1e-4, 'all')).toEqual([]);
  },
);
