import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { requiring } from '../../src/tools/by-require.ts';

const require = createRequire(import.meta.url);

/** Imports code that stands nowhere; what it asks for lies where this file would find it. */
const imported = (code: string): Promise<Record<string, unknown>> =>
  import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code.replace('import.meta.url', JSON.stringify(import.meta.url)))}`
  ) as Promise<Record<string, unknown>>;

test.each(['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'])('%s exports the same things', async (name) => {
  const found = await imported(requiring(name, require(name) as object));
  const { default: _whole, ...expected } = (await import(/* @vite-ignore */ name)) as Record<string, unknown>;
  expect(Object.keys(expected).length).toBeGreaterThan(3);
  // Node's own reading also gives the mark of modules that were compiled, under which nobody asks.
  for (const [key, value] of Object.entries(expected))
    if (!['module.exports', '__esModule'].includes(key)) expect(found[key], key).toBe(value);
});

test('names that are words of the language, or no names at all, do no harm', async () => {
  const code = requiring('node:path', { delete: 1, 'not a name': 2, default: 3, sep: 4 });
  const found = await imported(code);
  expect(Object.keys(found).toSorted()).toEqual(['delete', 'sep']);
  expect(found['sep']).toBe(require('node:path').sep);
});
