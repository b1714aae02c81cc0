/** Files that the command line writes: whole, or not at all. */
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure, reasonOf } from './failure.ts';
import { print, printJson } from './print.ts';

/** What is said of a file that was written: `words` behind its name, or an object with all of it. */
export interface Telling {
  readonly json: boolean | undefined;
  /** What it is: `keras`, `graph`, `weights` … */
  readonly kind: string;
  readonly words?: string;
  /** What else the object says. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Writes a file and says so. */
export function writeAndTell(path: string, bytes: Uint8Array, { json, kind, words = '.', more }: Telling): void {
  writeOutput(path, bytes);
  if (json === true) printJson({ type: 'file', file: path, bytes: bytes.length, kind, ...more });
  else print(`Wrote ${path}${words}`);
}

/** Writes beside the place and then takes it, so that a full disk leaves what was there. */
function writeOutput(path: string, bytes: Uint8Array): void {
  const found = statSync(path, { throwIfNoEntry: false });
  // A device or a pipe is written to; nothing may take its name.
  const direct = found !== undefined && !found.isFile();
  const beside = direct ? path : join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    writeFileSync(beside, bytes);
    if (!direct) renameSync(beside, path);
  } catch (thrown) {
    if (!direct) rmSync(beside, { force: true });
    throw new Failure(`${path} cannot be written: ${reasonOf(thrown)}`);
  }
}
