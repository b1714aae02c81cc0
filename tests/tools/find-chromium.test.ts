import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { CHROMIUM_ARGS, NO_GRAPHICS_ARGS } from '../../src/tools/find-chromium.mjs';

test('what Playwright switches off in Chromium stays off beside what we do', () => {
  const core = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  const source = readFileSync(join(core, 'lib/coreBundle.js'), 'utf8');
  const [, list = ''] = /disabledFeatures = \[([^\]]*)\]/.exec(source) ?? [];
  // Those of Edge are unknown to Chromium.
  const theirs = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name).filter((name) => !name?.startsWith('ms'));
  expect(theirs.length).toBeGreaterThan(5);
  for (const args of [CHROMIUM_ARGS, NO_GRAPHICS_ARGS]) {
    const switches = args.filter((arg) => arg.startsWith('--disable-features='));
    // Of several, Chromium reads the last one only.
    expect(switches).toHaveLength(1);
    expect(switches[0]?.replace('--disable-features=', '').split(',')).toEqual(expect.arrayContaining(theirs));
  }
});
