import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { byRequire } from './src/tools/by-require.ts';
import { CHROMIUM_ARGS, findChromium } from './src/tools/find-chromium.mjs';
import { numericsApart } from './src/tools/numerics-apart.ts';

const executablePath = findChromium();

/** On two cores Vitest alone would use one, and the other would wait. */
const maxWorkers = availableParallelism();

/**
 * React's parts and the canvas library change seldom: a chunk of its own keeps each cached. All else
 * that the first picture needs is one chunk. What comes right behind it does so in two more, each with what it
 * needs: the inspector, which is drawn at once, and all other parts. Loaded one by one they would be two hundred
 * requests, which cost every visit more than the few parts that it does without.
 */
const CHUNKS = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
  { name: 'flow', test: /node_modules[\\/](reactflow|@xyflow)[\\/]/ },
  { name: 'page', tags: ['$initial' as const] },
  { name: 'inspector', test: /[\\/]src[\\/]ui[\\/]inspector[\\/]/ },
  { name: 'late', test: /[\\/]src[\\/]ui[\\/]/ },
];

/**
 * What comes late does so in few chunks, in which many parts also need each other at once: that an import of one of
 * them has no chunk of its own to fetch is meant so.
 */
const checks = { ineffectiveDynamicImport: false };

/**
 * What the built page may do. Workers are bound by it only where a server sends it as a header, hence
 * `wasm-unsafe-eval`, which tfjs needs there; a header should also say `frame-ancestors 'none'`, which
 * browsers ignore in a meta tag. The one trusted type is in `src/ui/shell/trusted-types.ts`.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/** Puts the policy into the built page. The development server needs inline scripts and styles, so it goes without. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
  ],
};

/** Unit tests that put something in the place of a module, which others must not come to see. */
const mocking = readdirSync(new URL('tests/', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => readFileSync(new URL(`tests/${file}`, import.meta.url), 'utf8').includes('vi.mock('))
  .map((file) => `tests/${file.replaceAll('\\', '/')}`);

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), contentSecurityPolicy, numericsApart, byRequire],
  server: { host: '127.0.0.1', port: 5173, watch: { ignored: ['**/.venv/**', '**/dist/**', '**/dist-cli/**'] } },
  preview: { host: '127.0.0.1', port: 4173 },
  // Worker imports are found late otherwise, and the page would reload on a cold start.
  optimizeDeps: {
    entries: [
      'index.html',
      'src/session/worker/worker.ts',
      'src/ui/own-data/csv-worker.ts',
      'src/ui/own-data/images/images-worker.ts',
    ],
  },
  build: isSsrBuild
    ? {
        target: 'node20',
        // Files of data that the code names by `new URL(…, import.meta.url)` lie beside it, as on the page.
        ssrEmitAssets: true,
        rolldownOptions: { experimental: { resolveNewUrlToAsset: true } },
      }
    : {
        target: 'es2023',
        // A font inside the style sheet or a table inside the code would be forbidden by the policy above, and loaded
        // where nobody needs it.
        assetsInlineLimit: (file) => (/\.(?:woff2|bin)$/.test(file) ? false : undefined),
        rolldownOptions: {
          checks,
          output: { codeSplitting: { groups: CHUNKS } },
          // Otherwise all parts of React Flow are kept that nobody uses: its background, controls and minimap.
          treeshake: { manualPureFunctions: ['memo', 'forwardRef'] },
        },
      },
  worker: {
    format: 'es',
    rolldownOptions: { checks, output: { comments: { legal: false } } },
  },
  test: {
    tags: [{ name: 'thorough', description: 'says again, of more, what `npm test` says: `npm run thorough`' }],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts', 'tests/e2e/**', ...mocking],
          // The catalog and tfjs are loaded once for many files, which is half the time of all tests.
          isolate: false,
          maxWorkers,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: 'mocking', environment: 'node', include: mocking, maxWorkers, testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.{ts,tsx}'],
          // One page for many files: the catalog, tfjs and the shaders are loaded and compiled once.
          isolate: false,
          // Pages side by side: what waits for the software adapter leaves the other core idle.
          maxWorkers,
          testTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: CHROMIUM_ARGS, ...(executablePath === undefined ? {} : { executablePath }) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
}));
