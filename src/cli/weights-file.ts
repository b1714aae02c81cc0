/*
 * The file that trained weights go to. It is opened before training, as large as it will be, so that a
 * folder that is missing, locked or full is found out before hours of work and not after. What stood there
 * before stays until the new weights are complete: they are written beside it and take its name then.
 */
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, format, join, parse } from 'node:path';
import { catalog } from '../catalog/index.ts';
import type { Program } from '../compiler/types.ts';
import { encodeTrained } from '../interop/trained-file.ts';
import type { Trained } from '../interop/trained.ts';
import { Failure, reasonOf } from './failure.ts';

export interface WeightsFile {
  readonly path: string;
  /** Writes the weights and the state of the optimizer, and puts the file in its place. */
  save(trained: Trained): void;
  /** Leaves everything as it was. */
  discard(): void;
}

/** Opens the file that a program's weights go to; with several programs, each has its id in the name. */
export function openWeightsFile(wanted: string, program: Program, programs: number): WeightsFile {
  const path = programs === 1 ? wanted : withId(wanted, program.id);
  const refuse = (thrown: unknown) => new Failure(`Weights cannot be written to ${path}: ${reasonOf(thrown)}`);
  try {
    return open(path, program, refuse);
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : refuse(thrown);
  }
}

/** `out/w-train2.safetensors` for `out/w.safetensors`. */
function withId(path: string, id: string): string {
  const { dir, name, ext } = parse(path);
  return format({ dir, name: `${name}-${id}`, ext });
}

function open(path: string, program: Program, refuse: (thrown: unknown) => Failure): WeightsFile {
  const found = statOf(path);
  if (found?.isDirectory() === true) throw refuse('it is a folder. Give the name of a file in it.');
  if (found !== undefined) accessSync(path, constants.W_OK);
  // A device or a pipe is written to; nothing may take its name.
  const direct = found !== undefined && !found.isFile();
  // A link stays one: the file that it leads to is replaced.
  const target = found === undefined || direct ? path : realpathSync(path);
  const beside = direct ? target : join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  const file = openSync(beside, direct ? 'w' : 'wx');
  let isOpen = true;

  const close = () => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  const discard = () => {
    close();
    if (!direct) rmSync(beside, { force: true });
    process.removeListener('exit', discard);
  };
  process.once('exit', discard);
  try {
    if (!direct) write(file, encodeTrained(program, catalog, undefined));
  } catch (thrown) {
    discard();
    throw thrown;
  }
  return {
    path,
    discard,
    save(trained) {
      try {
        const bytes = encodeTrained(program, catalog, trained);
        write(file, bytes, direct);
        if (!direct) {
          ftruncateSync(file, bytes.length);
          fsyncSync(file);
        }
        close();
        if (!direct) renameSync(beside, target);
        process.removeListener('exit', discard);
      } catch (thrown) {
        discard();
        throw refuse(thrown);
      }
    },
  };
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** Writes all bytes, from the start of the file unless it is a stream; the system may take them in several bites. */
function write(file: number, bytes: Uint8Array, stream = false): void {
  for (let at = 0; at < bytes.length;) {
    at += writeSync(file, bytes, at, bytes.length - at, stream ? null : at);
  }
}
