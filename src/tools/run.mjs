/** Runs npm scripts one after the other and stops at the first that fails, naming it. */
import { spawnSync } from 'node:child_process';

for (const script of process.argv.slice(2)) {
  const start = Date.now();
  console.log(`\n— ${script}`);
  const { status } = spawnSync('npm', ['run', '-s', script], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`\n${script} failed.`);
    process.exit(status ?? 1);
  }
  console.log(`— ${script} passed in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
