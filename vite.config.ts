import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from './src/tools/find-chromium.mjs';

const executablePath = findChromium();

/** React's parts, the canvas library and the widget library change seldom: a chunk of its own keeps each cached. */
const CHUNKS = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
  { name: 'flow', test: /node_modules[\\/](reactflow|@xyflow)[\\/]/ },
  { name: 'widgets', test: /node_modules[\\/]@mantine[\\/]/ },
];

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react()],
  server: { host: '127.0.0.1', port: 5173 },
  preview: { host: '127.0.0.1', port: 4173 },
  // Worker imports are found late otherwise, and the page would reload on a cold start.
  optimizeDeps: { entries: ['index.html', 'src/session/worker.ts'] },
  build: isSsrBuild
    ? { target: 'node20' }
    : { target: 'es2023', rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } } },
  worker: {
    format: 'es',
    rolldownOptions: { output: { comments: { legal: false } } },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts', 'tests/e2e/**'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.{ts,tsx}'],
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
