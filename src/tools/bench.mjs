/** Builds the benchmark as it would be shipped and runs it in Node. */
import { spawnSync } from 'node:child_process';

const shell = process.platform === 'win32';
const build = ['vite', 'build', '--ssr', 'tests/bench/main.ts', '--outDir', 'dist-cli/bench', '--logLevel', 'warn'];
const built = spawnSync('npx', build, { stdio: 'inherit', shell });
if (built.status !== 0) process.exit(1);
process.exit(
  spawnSync(process.execPath, ['dist-cli/bench/main.js', ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1,
);
