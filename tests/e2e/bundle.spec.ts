/* What the browser has to load before it shows something: small, and without tfjs, which lives in the worker. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const LIMIT = 400_000;
/** Words that only tfjs contains and that no minifier touches. Its name stands in what writes files for it. */
const TFJS = ['registerKernel', 'WEBGPU_', 'Bincount'];

const read = (path: string): string => readFileSync(`${DIST}${path}`, 'utf8');

/** Scripts and style sheets that `index.html` names. */
function eager(): readonly string[] {
  return [...read('index.html').matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, path]) => path ?? '',
  );
}

/** Scripts that the page can come to load, starting from those it loads at once. */
function mainThreadScripts(): readonly string[] {
  const found = new Set(eager().filter((path) => path.endsWith('.js')));
  for (const path of found) {
    // Static and dynamic imports name their file with a leading dot; the worker is only named as an address.
    for (const [, file] of read(path).matchAll(/(?:from|import)\s*\(?\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
      found.add(`assets/${file}`);
  }
  return [...found];
}

test('the first load is at most 400 kB', () => {
  const sizes = eager().map((path) => ({ path, bytes: gzipSync(readFileSync(`${DIST}${path}`)).length }));
  expect(sizes.length).toBeGreaterThan(3);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(total, JSON.stringify(sizes, null, 1)).toBeLessThanOrEqual(LIMIT);
});

test('nothing that the main thread may load contains tfjs, and the worker does', () => {
  const scripts = mainThreadScripts();
  expect(scripts.length).toBeGreaterThan(eager().filter((path) => path.endsWith('.js')).length);
  expect(scripts.filter((path) => TFJS.some((word) => read(path).includes(word)))).toEqual([]);
  // The worker is cut into pieces too: what the page cannot come to load is its own.
  const worker = readdirSync(`${DIST}assets`)
    .map((file) => `assets/${file}`)
    .filter((path) => path.endsWith('.js') && !scripts.includes(path));
  expect(worker.some((path) => path.startsWith('assets/worker-'))).toBe(true);
  // Compared as a flag, so that a failure does not print the whole script.
  expect(worker.some((path) => read(path).includes('registerKernel'))).toBe(true);
});

test('the page carries its content security policy', () => {
  const html = read('index.html');
  expect(html).toContain('http-equiv="Content-Security-Policy"');
  expect(html).not.toContain('unsafe-inline');
  expect(html).not.toMatch(/'unsafe-eval'|&#39;unsafe-eval&#39;/);
});
