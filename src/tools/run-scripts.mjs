/**
 * Runs npm scripts one after the other and stops at the first that fails, naming it. Those with a plus between them run
 * side by side: the last of them speaks as it goes, the others when they have ended.
 */
import { spawn } from 'node:child_process';

const WINDOWS = process.platform === 'win32';
const running = new Set();

/** With what they have started, which a plain signal to npm would leave behind. */
function endAll() {
  for (const child of running) {
    if (WINDOWS) child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    endAll();
    process.exit(1);
  });
}

/** The script's exit status. */
function run(script, quiet) {
  const start = Date.now();
  if (!quiet) console.log(`\n— ${script}`);
  const child = spawn('npm', ['run', '-s', script], {
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    shell: WINDOWS,
    detached: !WINDOWS,
  });
  running.add(child);
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => said.push(text));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      running.delete(child);
      const status = code ?? 1;
      if (quiet && (status !== 0 || said.length > 0)) process.stdout.write(`\n— ${script}\n${said.join('')}`);
      if (status === 0) console.log(`— ${script} passed in ${((Date.now() - start) / 1000).toFixed(1)} s`);
      resolve(status);
    });
  });
}

for (const group of process.argv.slice(2)) {
  const scripts = group.split('+');
  let failed = false;
  await Promise.all(
    scripts.map(async (script, place) => {
      const status = await run(script, place < scripts.length - 1);
      if (status === 0 || failed) return;
      failed = true;
      console.error(`\n${script} failed.`);
      process.exitCode = status;
      endAll();
    }),
  );
  if (failed) break;
}
