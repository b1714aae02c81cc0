/* Runs the command line as a user does, and keeps what it says on each of its two channels. */
import { fork, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { Failure } from '../../src/cli/failure.ts';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let resident: ChildProcess | undefined;

/**
 * Runs `edgewise` with these arguments, in a process that stays for the next: to start one takes longer than most
 * commands. Ends and starts of a process are for `edgewiseAlone`.
 */
export function edgewise(...args: readonly string[]): Promise<Outcome> {
  if (resident?.connected !== true) {
    resident = fork('tests/cli/resident.mjs', { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
    // It ends with this process, and keeps nobody waiting.
    resident.unref();
    resident.channel?.unref();
  }
  const child = resident;
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) =>
      reject(new Error(`The process has ended with ${code} at: ${args.join(' ')}`));
    child.once('exit', ended);
    child.once('message', (outcome: Outcome) => {
      child.off('exit', ended);
      resolve(outcome);
    });
    child.send(args);
  });
}

/** The same in a process of its own; builds it first where its source is newer. */
export function edgewiseAlone(...args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/tools/edgewise.mjs', ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}

/** The same with its output going to a file. */
export function edgewiseInto(file: string, ...args: readonly string[]): Outcome {
  const output = openSync(file, 'w');
  const { status, stderr } = spawnSync(process.execPath, ['src/tools/edgewise.mjs', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', output, 'pipe'],
  });
  closeSync(output);
  return { code: status, out: '', err: stderr };
}

/** What a command says that is called in this process; a failure ends with 1, as it does at the end of a process. */
export function said(command: () => void): Outcome {
  const channels = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((channel) =>
    vi.spyOn(process[channel], 'write').mockImplementation((text) => {
      channels[channel] += String(text);
      return true;
    }),
  );
  let code = 0;
  try {
    command();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    code = 1;
    channels.stderr += thrown.message;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { code, out: channels.stdout, err: channels.stderr };
}

/** Starts `edgewise`, to do something to it while it runs. Both channels are read unless `closeAfter` lines are enough. */
export function started(args: readonly string[], { closeAfter }: { readonly closeAfter?: number } = {}): Running {
  const child = spawn(process.execPath, ['src/tools/edgewise.mjs', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  const waiting: { readonly pattern: RegExp; readonly call: () => void }[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const { pattern, call } of waiting) if (pattern.test(out)) call();
    if (closeAfter !== undefined && out.split('\n').length > closeAfter) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<Outcome>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  return {
    ended,
    says: (pattern) => Promise.race([new Promise<void>((call) => waiting.push({ pattern, call })), ended]),
    signal: (name) => void child.kill(name),
  };
}

export interface Running {
  readonly ended: Promise<Outcome>;
  /** Resolves when this stands on its output, or when it has ended. */
  says(pattern: RegExp): Promise<unknown>;
  signal(name: NodeJS.Signals): void;
}

export type Line = Readonly<Record<string, unknown>> & { readonly type: string };

/** Every line of the output as an object; fails where one is none. */
export const lines = ({ out }: Outcome): readonly Line[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

/** The last line, which sums up. */
export function last(outcome: Outcome): Line {
  const line = lines(outcome).at(-1);
  if (line === undefined) throw new Error(`Nothing was printed. ${outcome.err}`);
  return line;
}

/** A folder for one test's files; call `remove` at the end. */
export function folder(): {
  readonly path: string;
  readonly file: (name: string, text?: string) => string;
  readonly remove: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), 'edgewise-'));
  return {
    path,
    file(name, text) {
      const full = join(path, name);
      if (text !== undefined) writeFileSync(full, text);
      return full;
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}
