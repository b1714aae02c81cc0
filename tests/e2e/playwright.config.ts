import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium, NO_GRAPHICS_ARGS } from '../../src/tools/find-chromium.mjs';

const executablePath = findChromium();
const PORT = 4183;

/** What trains on WebGPU, or looks at how the page chooses it. */
const ON_WEBGPU = /(first-load|live-wires|true-readings)\.spec\.ts$/;

/**
 * Every new page would have the WASM of tfjs compiled a second time in the background, for more seconds than a test
 * trains: a sixth of the work of all of them. The first compilation computes the same numbers.
 */
const QUICK_TO_START = '--js-flags=--no-wasm-tier-up';

const launchOptions = (args: string[]) => ({ args, ...(executablePath === undefined ? {} : { executablePath }) });

/**
 * End-to-end tests drive the built page in a real Chromium. Those about WebGPU have it on a software adapter,
 * which takes every core there is; all others get a browser without graphics, where the page loads WASM.
 */
export default defineConfig({
  testDir: '.',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Tests wait about as long as they compute: one more than there are cores, and no more browsers than memory holds.
  workers: Math.min(4, availableParallelism() + 1),
  // No test knows of another, so that one long file keeps nobody waiting at the end.
  fullyParallel: true,
  // A machine shared with others can be too slow once; a test that fails twice has failed.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list']],
  outputDir: '../../test-results',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1440, height: 900 },
    // A view that glides is drawn sixty times a second and waited for. Where motion is what a test is about, and on
    // WebGPU, there is some.
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    {
      name: 'webgpu',
      workers: 1,
      testMatch: ON_WEBGPU,
      use: { launchOptions: launchOptions(CHROMIUM_ARGS), contextOptions: { reducedMotion: 'no-preference' } },
    },
    {
      name: 'wasm',
      testIgnore: ON_WEBGPU,
      use: { launchOptions: launchOptions([...NO_GRAPHICS_ARGS, QUICK_TO_START]) },
    },
  ],
  webServer: {
    command: `node tests/e2e/support/serve.mjs dist ${PORT}`,
    cwd: '../..',
    url: `http://127.0.0.1:${PORT}`,
    reuseExistingServer: false,
  },
});
