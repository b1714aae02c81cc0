import { parse } from 'node:path';
import { assetReader } from '../../assets/reader.ts';
import { catalog } from '../../catalog/index.ts';
import type { Program } from '../../compiler/types.ts';
import { graphSchema } from '../../interop/json-schema.ts';
import { inWords } from '../../interop/refusal.ts';
import type { Refusal } from '../../interop/refusal.ts';
import type { Trained } from '../../interop/trained.ts';
import { Failure } from '../failure.ts';
import type { Form } from '../forms.ts';
import { ownData } from '../own-data.ts';
import { readTrained } from '../read-trained.ts';
import { programsOf, readGraph } from '../read.ts';
import type { ReadFile } from '../read.ts';
import { writeAndTell } from '../write-output.ts';
import type { Result } from '../../base/result.ts';

export interface ExportOptions {
  readonly json?: boolean;
  readonly to: Form;
  readonly output: string;
  readonly weights?: string;
  readonly program?: string;
  readonly epochs?: number;
  readonly dataParallel?: boolean;
}

/** Writes a graph in the form of another program. */
export async function exportGraph(file: string, options: ExportOptions): Promise<void> {
  const { to, output, weights, json } = options;
  const read = readGraph(file);
  if (to === 'json-schema') {
    const bytes = new TextEncoder().encode(`${JSON.stringify(graphSchema(catalog), undefined, 2)}\n`);
    writeAndTell(output, bytes, { json, kind: 'json-schema' });
    return;
  }
  if (to === 'python' && weights !== undefined)
    throw new Failure(
      'A Python script trains from the start and takes no weights. Use --to keras for a trained model.',
    );
  const chosen = chooseProgram(file, read, options.program);
  const program = options.epochs === undefined ? chosen : { ...chosen, epochs: options.epochs };
  const trained = weights === undefined ? undefined : readTrained(weights, program);
  await WRITERS[to](file, program, read, options, trained);
}

type Writer = (
  file: string,
  program: Program,
  read: ReadFile,
  options: ExportOptions,
  trained: Trained | undefined,
) => Promise<void>;

const WRITERS: Readonly<Record<Exclude<Form, 'json-schema'>, Writer>> = {
  async keras(file, program, read, { output, json }, trained) {
    const { document } = read;
    const { writeKeras } = await import('../../interop/keras/archive.ts');
    const tables = assetReader(await ownData(file, read, program));
    const date = new Date();
    const bytes = orFail(file, await writeKeras(program, { catalog, trained, document, date, tables }));
    writeAndTell(output, bytes, { json, kind: 'keras', more: of(program) });
  },
  async python(file, program, read, { output, dataParallel, json }) {
    const { writePython } = await import('../../interop/python/script.ts');
    const tables = assetReader(await ownData(file, read, program));
    const { dir, name: stem } = parse(output);
    const made = orFail(file, await writePython(program, { catalog, stem, dataParallel, date: new Date(), tables }));
    const more = of(program);
    writeAndTell(output, new TextEncoder().encode(made.script), { json, kind: 'python', more });
    writeAndTell(`${dir === '' ? '' : `${dir}/`}${stem}.npz`, made.data, { json, kind: 'data', more });
  },
  async tfjs(file, program, read, { output, json }, trained) {
    const { writeTfjs } = await import('../../interop/tfjs/write-tfjs.ts');
    const tables = assetReader(await ownData(file, read, program));
    const { dir, name: stem } = parse(output);
    const made = orFail(file, await writeTfjs(program, { catalog, trained, stem, tables }));
    const more = of(program);
    writeAndTell(output, made.model, { json, kind: 'tfjs', more });
    writeAndTell(`${dir === '' ? '' : `${dir}/`}${stem}.weights.bin`, made.weights, { json, kind: 'weights', more });
  },
};

const of = ({ id }: Program) => ({ program: id });

function orFail<T>(file: string, result: Result<T, readonly Refusal[]>): T {
  if (result.ok) return result.value;
  throw new Failure([`${file} cannot be exported:`, ...result.error.map((each) => `  ${inWords(each)}`)].join('\n'));
}

function chooseProgram(file: string, read: ReadFile, wanted: string | undefined): Program {
  const programs = programsOf(file, read);
  const ids = programs.map(({ id }) => id).join(', ');
  const [first, second] = programs;
  if (wanted === undefined && second !== undefined)
    throw new Failure(`${file} has several things to train: ${ids}. Choose one with --program.`);
  const found = wanted === undefined ? first : programs.find(({ id }) => id === wanted);
  if (found === undefined) throw new Failure(`${file} has no Train node ${wanted}, but ${ids}.`);
  return found;
}
