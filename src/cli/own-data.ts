/** The user's own data on the command line: in the graph file, or in a file of its name beside it. */
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Asset } from '../assets/asset.ts';
import { assetInfos, embedded } from '../assets/in-document.ts';
import type { AssetInfo } from '../assets/info.ts';
import { MAX_FILE_BYTES } from '../assets/limits.ts';
import { bytes as inBytes } from '../base/format.ts';
import type { Program } from '../compiler/types.ts';
import type { GraphDocument } from '../graph/types.ts';
import { readAgain } from '../interop/csv/import-csv.ts';
import { problemInWords } from '../interop/csv/problem.ts';
import { HEAD_BYTES, recogniseFile } from '../interop/recognise/recognise-file.ts';
import { Failure, reasonOf } from './failure.ts';

/** A graph file says what the data is called, never where it is. */
const besideOf = (file: string, { name }: AssetInfo): string => join(dirname(file), basename(name));

const holdsImages = ({ columns }: AssetInfo): boolean => columns.some(({ kind }) => kind === 'image');

/** Whether data that the graph file does not hold is not beside it either. */
export const isAbsent =
  (file: string, document: GraphDocument) =>
  (hash: string): boolean => {
    const info = assetInfos(document).get(hash);
    return info?.ok !== true || holdsImages(info.value) || !existsSync(besideOf(file, info.value));
  };

/** The data that a program needs. */
export async function ownData(
  file: string,
  { document }: { readonly document: GraphDocument },
  { data }: Program,
): Promise<readonly Asset[]> {
  return Promise.all((data.assets ?? []).map((hash) => oneOf(file, document, hash)));
}

async function oneOf(file: string, document: GraphDocument, hash: string): Promise<Asset> {
  const inside = embedded(document, hash);
  if (inside?.ok === true) return inside.value;
  if (inside !== undefined) throw new Failure(`${file}: the data that it holds cannot be read: ${inside.error}.`);
  const info = assetInfos(document).get(hash);
  if (info?.ok !== true) throw new Failure(`${file} names data that it does not describe.`);
  if (holdsImages(info.value))
    throw new Failure(
      `${file} does not hold the images of “${info.value.name}”: they are too large for a graph file and stay in the browser that read them. Read the folder there at a smaller size; up to 1 MB goes into the file.`,
    );
  const path = besideOf(file, info.value);
  const read = await readAgain({ hash, info: info.value }, readTableFile(path), info.value.name);
  if (!read.ok) throw new Failure(`${path} cannot be used: ${problemInWords(read.error)}`);
  if (read.value.hash !== hash)
    throw new Failure(
      `${path} is not the table that ${file} was made with: its content differs. Bring the file from then, or import this one anew.`,
    );
  return read.value;
}

/** Whether a file shows itself to be a table of values. */
export function isTable(path: string): boolean {
  try {
    const opened = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      const length = readSync(opened, head, 0, HEAD_BYTES, 0);
      return recogniseFile(head.subarray(0, length), path)?.opens === 'table';
    } finally {
      closeSync(opened);
    }
  } catch {
    // Whoever reads it in earnest says why that fails.
    return false;
  }
}

export function readTableFile(path: string): Uint8Array {
  try {
    if (statSync(path).size > MAX_FILE_BYTES)
      throw new Failure(`${path} is larger than ${inBytes(MAX_FILE_BYTES)}, the most that a table may have.`);
    return readFileSync(path);
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : new Failure(`${path} cannot be read: ${reasonOf(thrown)}`);
  }
}
