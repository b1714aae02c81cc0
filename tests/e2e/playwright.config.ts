import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../src/tools/find-chromium.mjs';

const executablePath = findChromium();
const PORT = 4183;

/** End-to-end tests drive the built page in a real Chromium with real WebGPU on a software adapter. */
export default defineConfig({
  testDir: '.',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  // A machine shared with others can be too slow once; a test that fails twice has failed.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list']],
  outputDir: '../../test-results',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${PORT} --strictPort`,
    cwd: '../..',
    url: `http://127.0.0.1:${PORT}`,
    reuseExistingServer: false,
  },
});
