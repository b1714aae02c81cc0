/** One place that knows where a Chromium may be; the unit tests, the end-to-end tests and setup ask here. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A browser without windows comes first: the same pages take it a fifth less work. */
const CANDIDATES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  `${process.env.PROGRAMFILES ?? 'C:/Program Files'}/Google/Chrome/Application/chrome.exe`,
];

/** Path of a Chromium: CHROMIUM_PATH, one of the system's, or Playwright's own; undefined if there is none. */
export function findChromium() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted !== undefined && existsSync(wanted)) return wanted;
  return CANDIDATES.find((path) => existsSync(path)) ?? playwrightChromium();
}

function playwrightChromium() {
  try {
    const path = createRequire(import.meta.url)('playwright').chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    // Playwright is not installed yet.
    return undefined;
  }
}

/** What Playwright switches off, as its own list would be replaced by another one. */
const OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** Pages that a whole Chromium prepares behind the address bar of every window: a quarter of the work of opening ours. */
const BEHIND_THE_ADDRESS_BAR = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'PreloadTopChromeWebUI',
];

const ARGS = [
  `--disable-features=${[...OFF, ...BEHIND_THE_ADDRESS_BAR].join()}`,
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Chromium refuses its sandbox to the administrator, which is who containers run as.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Real WebGPU without a graphics card: the software adapter, in headless Chromium. */
export const CHROMIUM_ARGS = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', ...ARGS];

/** A browser without WebGPU and WebGL, as on a machine whose graphics are blocked: what computes is WASM. */
export const NO_GRAPHICS_ARGS = ['--disable-gpu', '--disable-software-rasterizer', ...ARGS];
