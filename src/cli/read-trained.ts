import { readFileSync } from 'node:fs';
import { catalog } from '../catalog/index.ts';
import type { Program } from '../compiler/types.ts';
import { decodeTrained } from '../interop/trained-file.ts';
import type { Trained } from '../interop/trained.ts';
import { Failure, reasonOf } from './failure.ts';

/** Reads what was reached by this program, as `train --weights` and `import --weights` write it. */
export function readTrained(path: string, program: Program): Trained {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (thrown) {
    throw new Failure(`${path} cannot be read: ${reasonOf(thrown)}`);
  }
  const decoded = decodeTrained(bytes, program, catalog);
  if (!decoded.ok) throw new Failure(`${path} does not fit this graph: ${decoded.error}`);
  return decoded.value;
}
