/*
 * The Python with real Keras that `npm run parity` and `npm run golden` share. It lives in .venv, so that only
 * the first run is slow. The product and `npm test` need none of this.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGES = { keras: '3.15.1', torch: '2.13.0', numpy: '2.4.6' };
/** What these packages ask for. */
const OLDEST = [3, 11];
const VENV = '.venv';
const VITE = 'node_modules/vite/bin/vite.js';

const windows = process.platform === 'win32';
const venvPython = windows ? `${VENV}/Scripts/python.exe` : `${VENV}/bin/python`;

const env = {
  ...process.env,
  KERAS_BACKEND: 'torch',
  // Keras writes a settings file on its first import; it belongs with the packages.
  KERAS_HOME: `${VENV}/keras`,
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONUTF8: '1',
};

/** Makes the repository the working folder, wherever the command was started. */
export const enterRepository = () => process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

/** What a Python prints when it runs this code, or undefined if it cannot. */
function ask([command, ...args], code) {
  const { status, stdout } = spawnSync(command, [...args, '-c', code], { encoding: 'utf8', env });
  return status === 0 ? stdout.trim() : undefined;
}

/** Runs a command and shows what it prints; ends the process if it fails. */
export function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  if (status !== 0) {
    console.error(`\nStopped: ${[command, ...args].join(' ')} failed.`);
    process.exit(1);
  }
}

/** Builds a script of the tests with Vite and runs it in Node. */
export function runBuilt(source, out, args = []) {
  run(process.execPath, [VITE, 'build', '--ssr', source, '--outDir', out, '--logLevel', 'warn']);
  run(process.execPath, [`${out}/${source.replace(/^.*\//, '').replace(/\.ts$/, '.js')}`, ...args]);
}

/** Runs a script in the Python with Keras and gives its exit code. */
export const runKeras = (args) => spawnSync(venvPython, args, { stdio: 'inherit', env }).status ?? 1;

/** What a script prints in the Python with Keras, if that is there: nothing is installed for it. */
export function askKeras(args) {
  if (!isComplete()) return undefined;
  const { status, stdout, stderr } = spawnSync(venvPython, args, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${args.join(' ')} failed in Python: ${stderr}`);
  return stdout;
}

/** A Python that can make a virtual environment, or why there is none. */
function findPython() {
  const candidates = [
    ['python3'],
    ['python'],
    ['python3.13'],
    ['python3.12'],
    ['python3.11'],
    ...(windows ? [['py', '-3']] : []),
  ];
  const reasons = [];
  for (const candidate of candidates) {
    const version = ask(candidate, 'import sys; print(*sys.version_info[:2])')?.split(' ').map(Number);
    if (version === undefined) continue;
    const name = `${candidate.join(' ')} (${version.join('.')})`;
    if (version[0] < OLDEST[0] || (version[0] === OLDEST[0] && version[1] < OLDEST[1]))
      reasons.push(`${name} is too old`);
    else if (ask(candidate, 'import venv, ensurepip') === undefined) reasons.push(`${name} has no venv module`);
    else return { command: candidate };
  }
  return { reason: reasons.length === 0 ? 'no Python was found' : [...new Set(reasons)].join(', ') };
}

/** Whether the environment runs and holds exactly the pinned versions; a CPU build may add to its own (2.13.0+cpu). */
function isComplete() {
  const names = Object.keys(PACKAGES);
  const code = `from importlib.metadata import version; print(*[version(n) for n in ${JSON.stringify(names)}])`;
  const found = existsSync(venvPython) ? ask([venvPython], code)?.split(' ') : undefined;
  return found !== undefined && names.every((name, i) => found[i].split('+')[0] === PACKAGES[name]);
}

/** Installs Keras and torch if they are not there yet. Gives the reason, in words, if there is no Python to do it with. */
export function missingKeras() {
  if (isComplete()) return undefined;
  const { command, reason } = findPython();
  if (command === undefined) return `${reason}. It needs Python ${OLDEST.join('.')} or newer with venv.`;
  console.log('Installing Keras and torch into .venv; this takes some minutes the first time …');
  const [python, ...args] = command;
  run(python, [...args, '-m', 'venv', '--clear', VENV]);
  const pins = Object.entries(PACKAGES).map(([name, version]) => `${name}==${version}`);
  run(venvPython, ['-m', 'pip', 'install', '--quiet', '--quiet', '--disable-pip-version-check', ...pins]);
  return undefined;
}
