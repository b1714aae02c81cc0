/** Where the built command line is, after building it if its source is newer. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const BUILT = 'dist-cli/command-line/main.js';

const PARTS = [
  'base',
  'graph',
  'assets',
  'catalog',
  'compiler',
  'protocol',
  'diagnosis',
  'runtime',
  'interop',
  'cli',
].map((part) => join('src', part));

function newest(folder) {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
    }),
  );
}

/** The address to import, or undefined if it cannot be built; what is wrong then has been said. */
export function builtCommandLine() {
  if (!existsSync(BUILT) || Math.max(...PARTS.filter(existsSync).map(newest)) > statSync(BUILT).mtimeMs) {
    const { status } = spawnSync('npm', ['run', '-s', 'build:cli'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (status !== 0) return undefined;
  }
  return pathToFileURL(resolve(BUILT)).href;
}
