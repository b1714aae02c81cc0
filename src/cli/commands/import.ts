import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { isEmbedded } from '../../assets/in-document.ts';
import { catalog } from '../../catalog/index.ts';
import { compile } from '../../compiler/compile.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import { graphOfTable } from '../../interop/csv/graph-of-table.ts';
import { problemInWords } from '../../interop/csv/problem.ts';
import { importModel, MAX_WEIGHTS_BYTES } from '../../interop/import/import-model.ts';
import type { GivenFile } from '../../interop/import/import-model.ts';
import { stateFor } from '../../interop/keras/slots.ts';
import { encodeTrained } from '../../interop/trained-file.ts';
import { firstWeights } from '../../interop/trained.ts';
import { Failure, reasonOf } from '../failure.ts';
import { isTable, readTableFile } from '../own-data.ts';
import { print, warn } from '../print.ts';
import { writeAndTell } from '../write-output.ts';

export interface ImportOptions {
  readonly json?: boolean;
  readonly output: string;
  readonly weights?: string;
  readonly target?: string;
}

/** Makes a graph of a model file or of a table. Several files are one model: its JSON and its weights. */
export async function importFiles(paths: readonly string[], options: ImportOptions): Promise<void> {
  const [only, ...more] = paths;
  if (only !== undefined && isFolder(only))
    throw new Failure(
      `${only} is a folder. Folders of images are read in the editor, where pictures can be decoded: drop it on the page. The graph file that is saved there trains here too.`,
    );
  if (only !== undefined && more.length === 0 && isTable(only)) return importTable(only, options);
  if (options.target !== undefined)
    throw new Failure(`--target names a column of a table, and ${only ?? 'this'} is none.`);
  return importModelFiles(paths, options);
}

async function importModelFiles(paths: readonly string[], { output, weights, json }: ImportOptions): Promise<void> {
  const read = await importModel(paths.map(readWhole), catalog);
  const [model = ''] = paths;
  if (!read.ok) throw new Failure(`${model} cannot be imported: ${read.error}`);
  const { document, remarks, weights: found, optimizer: kept } = read.value;
  for (const remark of remarks) warn(`warning  ${remark}`);
  writeAndTell(output, new TextEncoder().encode(serializeDocument(document)), { json, kind: 'graph' });
  if (weights === undefined) return;
  const [program] = compile(document, catalog).programs;
  if (program === undefined)
    throw new Failure(`The weights cannot be written: ${output} cannot be trained as it is. See what \`check\` says.`);
  const all = new Map([...firstWeights(program, catalog), ...found]);
  const optimizer = kept && stateFor(program, catalog, kept);
  writeAndTell(weights, encodeTrained(program, catalog, { weights: all, ...(optimizer && { optimizer }) }), {
    json,
    kind: 'weights',
    ...(optimizer && { words: `. Training goes on after step ${optimizer.step}.`, more: { step: optimizer.step } }),
  });
}

/** Makes a graph that learns a column of a table: the one that is asked for, or the likeliest. */
async function importTable(path: string, { output, target, weights, json }: ImportOptions): Promise<void> {
  if (weights !== undefined) throw new Failure(`${path} is a table and has no weights.`);
  const made = await graphOfTable(readTableFile(path), basename(path), target);
  if (!made.ok) throw new Failure(`${path} cannot be imported: ${problemInWords(made.error)}`);
  const { document, remarks, words, asset } = made.value;
  for (const remark of remarks) warn(`warning  ${remark}`);
  const embedded = isEmbedded(document, asset.hash);
  const bytes = new TextEncoder().encode(serializeDocument(document));
  writeAndTell(output, bytes, { json, kind: 'graph', words: `: ${words}`, more: { embedded } });
  if (!embedded && json !== true)
    print(`The table is too large for the graph file: keep ${basename(path)} beside ${basename(output)}.`);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function readWhole(path: string): GivenFile {
  try {
    if (statSync(path).size > MAX_WEIGHTS_BYTES)
      throw new Failure(
        `${path} is larger than ${MAX_WEIGHTS_BYTES / 1024 / 1024} MiB, the most that a model may have.`,
      );
    return { name: basename(path), bytes: readFileSync(path) };
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : new Failure(`${path} cannot be read: ${reasonOf(thrown)}`);
  }
}
