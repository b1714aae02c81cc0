/** A Chromium of its own process group, with a profile that outlives it: one that can be killed like a crash. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright';
import { must } from '../../../src/base/invariant.ts';
import { findChromium, NO_GRAPHICS_ARGS } from '../../../src/tools/find-chromium.mjs';

export interface Killable {
  readonly browser: Browser;
  /** Ends every process of the browser at once, as a power button would. */
  kill(): Promise<void>;
}

/** The browser writes down where it listens. */
const PORT_FILE = 'DevToolsActivePort';
const PATIENCE = 60_000;

export async function startKillable(profile: string): Promise<Killable> {
  const port = join(profile, PORT_FILE);
  await rm(port, { force: true });
  const args = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1440,900'];
  const started = spawn(must(findChromium(), 'A Chromium'), [...args, ...NO_GRAPHICS_ARGS, 'about:blank'], {
    detached: true,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => started.on('exit', () => resolve()));
  const kill = async () => {
    if (started.pid !== undefined && started.exitCode === null) process.kill(-started.pid, 'SIGKILL');
    await ended;
  };
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portIn(port)}`);
    return { browser, kill };
  } catch (reason) {
    await kill();
    throw reason;
  }
}

async function portIn(file: string): Promise<string> {
  for (const start = Date.now(); Date.now() - start < PATIENCE; await pause(50)) {
    const [port] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (port !== undefined && port !== '') return port;
  }
  throw new Error('The browser did not say where it listens.');
}

/** A profile that is removed afterwards. */
export async function withProfile<T>(work: (profile: string) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'edgewise-kills-'));
  try {
    return await work(profile);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
