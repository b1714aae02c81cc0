/** Builds the page of the bench, serves it, and starts a fresh headless Chromium for every measurement. */
import { resolve } from 'node:path';
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { build, preview } from 'vite';
import { CHROMIUM_ARGS, findChromium, NO_GRAPHICS_ARGS } from '../../../src/tools/find-chromium.mjs';
import type { Bench, CallPage, Offered, PartName } from './parts.ts';

export interface Launch {
  /** With a software adapter for WebGPU; otherwise without any graphics, which leaves the processor to the page. */
  readonly graphics?: boolean;
}

/** Runs `work` in so many browsers, one after the other, on the page of the bench. */
export async function inFreshBrowsers<T>(
  count: number,
  work: (bench: CallPage) => Promise<T>,
  launch: Launch = {},
): Promise<readonly T[]> {
  return withServer(await buildBench(), async (url) => {
    const results: T[] = [];
    for (let i = 0; i < count; i++) {
      process.stderr.write(`launch ${i + 1} of ${count}\n`);
      results.push(await inBrowser(launch, async (page) => work(await openBench(page, url))));
    }
    return results;
  });
}

/** A built page that can be served. */
export interface Built {
  readonly root: string;
  readonly outDir: string;
  readonly configFile?: false;
}

export const buildBench = (): Promise<Built> =>
  buildPage(resolve('tests/bench/browser'), resolve('dist-cli/bench-page'));

/** A page with nothing of the product's own configuration. */
export async function buildPage(root: string, outDir: string): Promise<Built> {
  const built = { root, outDir, configFile: false } as const;
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
  });
  return built;
}

/** The product as it is shipped. */
export async function buildApp(): Promise<Built> {
  const built = { root: resolve('.'), outDir: resolve('dist-cli/bench-app') };
  await build({ root: built.root, logLevel: 'warn', build: { outDir: built.outDir, emptyOutDir: true } });
  return built;
}

/** Loads the page of the bench; what it says of its progress goes to the terminal. */
export async function openBench(page: Page, url: string): Promise<CallPage> {
  page.on('console', (message) => process.stderr.write(`  ${message.text()}\n`));
  await page.exposeFunction('threadTime' satisfies keyof Offered, await threadClock(page));
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in globalThis);
  return (part, request) => page.evaluate(call, { part, request }) as never;
}

/** Tells how many milliseconds of processor time the main thread of a page has used. */
export async function threadClock(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const seconds = metrics.find(({ name }) => name === 'ThreadTime')?.value;
    if (seconds === undefined) throw new Error('This browser does not tell how much processor time its pages use.');
    return 1000 * seconds;
  };
}

/** Runs in the page. */
function call({ part, request }: { readonly part: PartName; readonly request: unknown }): Promise<unknown> {
  const { bench } = globalThis as unknown as { readonly bench: Bench };
  return bench[part](request as never);
}

/** A page of a fresh browser, which is closed afterwards. */
export async function inBrowser<T>({ graphics = false }: Launch, work: (page: Page) => Promise<T>): Promise<T> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: graphics ? CHROMIUM_ARGS : NO_GRAPHICS_ARGS,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    return await work(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
  } finally {
    await browser.close();
  }
}

/** Serves a built page on a free port. */
export async function withServer<T>({ outDir, ...config }: Built, work: (url: string) => Promise<T>): Promise<T> {
  const server = await preview({
    ...config,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  try {
    const address = server.httpServer.address();
    return await work(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`);
  } finally {
    await server.close();
  }
}
