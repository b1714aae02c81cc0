/*
 * Installs what is missing, so that `npm start` and `npm test` work right after a clone: the packages,
 * and with `--browser` a Chromium for the tests. Uses nothing but Node itself.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { findChromium } from './find-chromium.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Edgewise needs Node 20.19 or newer; this is ${process.version}. Install a newer Node and try again.`);
  process.exit(1);
}

const run = (command, args) =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

function packagesAreCurrent() {
  const marker = 'node_modules/.package-lock.json';
  return existsSync(marker) && statSync(marker).mtimeMs >= statSync('package-lock.json').mtimeMs;
}

if (!packagesAreCurrent()) {
  console.log('Installing packages …');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (!run('npm', ['ci', ...quiet]) && !run('npm', ['install', ...quiet])) {
    console.error('The packages could not be installed. Check the network connection and run the command again.');
    process.exit(1);
  }
}

if (process.argv.includes('--browser') && findChromium() === undefined) {
  console.log('Installing Chromium for the tests …');
  const debianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const fromDebian = (name) => run('apt-get', ['install', '-y', '-qq', name]);
  const installed =
    (debianRoot &&
      run('apt-get', ['update', '-qq']) &&
      (fromDebian('chromium-headless-shell') || fromDebian('chromium'))) ||
    run('npx', ['playwright', 'install', '--with-deps', 'chromium']) ||
    run('npx', ['playwright', 'install', 'chromium']);
  if (!installed || findChromium() === undefined) {
    console.error(
      'No Chromium was found or could be installed. Install Chrome or Chromium, or set CHROMIUM_PATH to one.',
    );
    process.exit(1);
  }
}
