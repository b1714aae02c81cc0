import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { catalog } from '../../catalog/index.ts';
import { compile } from '../../compiler/compile.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import { importModel, MAX_WEIGHTS_BYTES } from '../../interop/import/import-model.ts';
import type { GivenFile } from '../../interop/import/import-model.ts';
import { encodeTrained } from '../../interop/trained-file.ts';
import { firstWeights } from '../../interop/trained.ts';
import { Failure, reasonOf } from '../failure.ts';
import { print, warn } from '../print.ts';
import { writeOutput } from '../write.ts';

export interface ImportOptions {
  readonly output: string;
  readonly weights?: string;
}

/** Makes a graph of a model file. Several files are one model: its JSON and its weights. */
export async function importFiles(paths: readonly string[], { output, weights }: ImportOptions): Promise<void> {
  const read = await importModel(paths.map(readWhole), catalog);
  const [model = ''] = paths;
  if (!read.ok) throw new Failure(`${model} cannot be imported: ${read.error}`);
  const { document, remarks, weights: found } = read.value;
  for (const remark of remarks) warn(`warning  ${remark}`);
  writeOutput(output, new TextEncoder().encode(serializeDocument(document)));
  print(`Wrote ${output}.`);
  if (weights === undefined) return;
  const [program] = compile(document, catalog).programs;
  if (program === undefined)
    throw new Failure(`The weights cannot be written: ${output} cannot be trained as it is. See what \`check\` says.`);
  const all = new Map([...firstWeights(program, catalog), ...found]);
  writeOutput(weights, encodeTrained(program, catalog, { weights: all }));
  print(`Wrote ${weights}.`);
}

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
