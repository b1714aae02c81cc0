/** `npm run -s edgewise -- …`: builds the command line if its source is newer, then runs it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = 'dist-cli/main.js';

function newest(folder) {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
    }),
  );
}

const parts = ['base', 'graph', 'catalog', 'compiler', 'runtime', 'interop', 'cli'].map((part) => join('src', part));
if (!existsSync(BUILT) || Math.max(...parts.filter(existsSync).map(newest)) > statSync(BUILT).mtimeMs) {
  const { status } = spawnSync('npm', ['run', '-s', 'build:cli'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(2);
}
const { status } = spawnSync(process.execPath, [BUILT, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
