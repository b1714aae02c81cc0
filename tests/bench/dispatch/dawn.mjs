/** WebGPU for Node, fetched when it is first measured with: large, and wanted nowhere else. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const PACKAGE = 'webgpu@0.6.2';
const prefix = resolve('node_modules/.cache/dawn');
const entry = resolve(prefix, 'node_modules/webgpu/index.js');

/** Puts a WebGPU with these options of Dawn where a browser has it. */
export async function provideWebgpu(options) {
  if (!existsSync(entry)) {
    mkdirSync(prefix, { recursive: true });
    const flags = ['--no-save', '--no-audit', '--no-fund', '--loglevel', 'error', '--prefix', prefix];
    execFileSync('npm', ['install', ...flags, PACKAGE], { stdio: 'inherit', shell: process.platform === 'win32' });
  }
  const { create, globals } = await import(pathToFileURL(entry).href);
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu: create(options) }, configurable: true });
}
