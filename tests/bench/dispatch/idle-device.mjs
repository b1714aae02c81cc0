/*
 * Loaded before anything else: puts a WebGPU into Node whose device checks and encodes all that it is told, and then
 * does none of it. What is left to measure is what a step costs the processor, whatever the card.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Large, and wanted nowhere else: fetched when it is first measured with. */
const PACKAGE = 'webgpu@0.6.2';
const prefix = resolve('node_modules/.cache/idle-device');
const entry = resolve(prefix, 'node_modules/webgpu/index.js');
if (!existsSync(entry)) {
  mkdirSync(prefix, { recursive: true });
  const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel', 'error', '--prefix', prefix];
  execFileSync('npm', ['install', ...options, PACKAGE], { stdio: 'inherit', shell: process.platform === 'win32' });
}
const { create, globals } = await import(pathToFileURL(entry).href);
Object.assign(globalThis, globals);
Object.defineProperty(globalThis, 'navigator', { value: { gpu: create(['backend=null']) }, configurable: true });

// Nothing was computed, so what lies in its memory is left from anything: it reads as zeros, as often as one looks.
const { getMappedRange } = GPUBuffer.prototype;
GPUBuffer.prototype.getMappedRange = function zeros(...range) {
  const mapped = getMappedRange.apply(this, range);
  new Uint8Array(mapped).fill(0);
  return mapped;
};
