/** `npm run -s edgewise -- …`: builds the command line if its source is newer, then runs it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const BUILT = 'dist-cli/command-line/main.js';

function newest(folder) {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
    }),
  );
}

const parts = [
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
if (!existsSync(BUILT) || Math.max(...parts.filter(existsSync).map(newest)) > statSync(BUILT).mtimeMs) {
  const { status } = spawnSync('npm', ['run', '-s', 'build:cli'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(2);
}
// In this process, so that Ctrl-C and the end of a pipe reach it and nothing else.
await import(pathToFileURL(resolve(BUILT)).href);
