/* Runs the command line as a user does, and keeps what it says on each of its two channels. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `edgewise` with these arguments; builds it first where its source is newer. */
export function edgewise(...args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/tools/edgewise.mjs', ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
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
export function folder(): { readonly file: (name: string, text?: string) => string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'edgewise-'));
  return {
    file(name, text) {
      const full = join(path, name);
      if (text !== undefined) writeFileSync(full, text);
      return full;
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}
