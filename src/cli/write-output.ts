/** Files that the command line writes: whole, or not at all. */
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure, reasonOf } from './failure.ts';

/** Writes beside the place and then takes it, so that a full disk leaves what was there. */
export function writeOutput(path: string, bytes: Uint8Array): void {
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
