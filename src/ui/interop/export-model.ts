/* Writes the open graph for other programs, with the weights of the run where there is one. */
import { zipSync } from 'fflate';
import { catalog } from '../../catalog/index.ts';
import type { Program } from '../../compiler/types.ts';
import type { Result } from '../../base/result.ts';
import { graphSchema } from '../../interop/json-schema.ts';
import { writeKeras } from '../../interop/keras/archive.ts';
import { writePython } from '../../interop/python/script.ts';
import { inWords } from '../../interop/refusal.ts';
import type { Refusal } from '../../interop/refusal.ts';
import { writeTfjs } from '../../interop/tfjs/write-tfjs.ts';
import { firstWeights } from '../../interop/trained.ts';
import type { Trained } from '../../interop/trained.ts';
import { tablesOf } from '../own-data/local-assets.ts';
import { download, fileName } from '../persistence/download.ts';
import { tell } from '../persistence/read-document.ts';
import { documentStore } from '../stores/document.ts';
import { beginningOf } from '../stores/imported.ts';
import { runStore } from '../stores/run.ts';
import { whyNoProgram } from '../stores/run-words.ts';
import { announce } from '../stores/view-state.ts';

export type ExportForm = 'keras' | 'python' | 'tfjs' | 'json-schema';

export function exportModel(form: ExportForm): Promise<void> {
  return EXPORTS[form]();
}

const EXPORTS: Readonly<Record<ExportForm, () => Promise<void>>> = {
  async keras() {
    const { whole: document } = documentStore.getState();
    await withProgram('.keras', async (program, trained) =>
      writeKeras(program, { catalog, trained, document, date: new Date(), tables: tables() }),
    );
  },
  async python() {
    const stem = stemOf();
    await withProgram('-python.zip', async (program) => {
      const made = await writePython(program, { catalog, stem, date: new Date(), tables: tables() });
      return made.ok
        ? { ok: true, value: zipped({ [`${stem}.py`]: text(made.value.script), [`${stem}.npz`]: made.value.data }) }
        : made;
    });
  },
  async tfjs() {
    const { whole: document } = documentStore.getState();
    await withProgram('-tfjs.zip', async (program, trained) => {
      const made = await writeTfjs(program, { catalog, trained, document, stem: 'model', tables: tables() });
      return made.ok
        ? { ok: true, value: zipped({ 'model.json': made.value.model, 'model.weights.bin': made.value.weights }) }
        : made;
    });
  },
  async 'json-schema'() {
    saved(text(`${JSON.stringify(graphSchema(catalog), undefined, 2)}\n`), 'edgewise.schema.json');
  },
};

const tables = () => tablesOf(documentStore.getState().whole);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const zipped = (files: Record<string, Uint8Array>): Uint8Array => zipSync(files, { level: 6 });
const stemOf = (): string => fileName(documentStore.getState().whole.name).replace(/\.json$/, '');

function saved(bytes: Uint8Array, name: string, more = ''): void {
  download(bytes, name);
  announce(`Saved as ${name}.${more}`, 'info');
}

async function withProgram(
  ending: string,
  write: (program: Program, trained: Trained) => Promise<Result<Uint8Array, readonly Refusal[]>>,
): Promise<void> {
  const chosen = chosenProgram();
  if (chosen === undefined) {
    announce(whyNoProgram(documentStore.getState()), 'warning');
    return;
  }
  const { trained, words } = await weightsFor(chosen);
  const made = await write(chosen, trained);
  const name = `${stemOf()}${ending}`;
  if (made.ok) saved(made.value, name, words);
  else tell(`${name} was not written.`, made.error.map(inWords));
}

function chosenProgram(): Program | undefined {
  const { programs } = documentStore.getState().compilation;
  const { program } = runStore.getState();
  return programs.find(({ id }) => id === program) ?? programs[0];
}

/** The weights that the run has reached, or those it would begin with, and which they are. */
async function weightsFor(program: Program): Promise<{ readonly trained: Trained; readonly words: string }> {
  const snapshot = await runStore.getState().snapshot();
  if (snapshot !== undefined && snapshot.program.id === program.id) {
    const { weights, slots, step, before = 0, rate } = snapshot.checkpoint;
    const learningRate = rate.held ?? rate.factor * Number(program.optimizer.params['learning_rate'] ?? 0);
    const words = before + step === 0 ? ' It holds the first weights: nothing has been trained yet.' : '';
    return { trained: { weights, optimizer: { step: before + step, slots, learningRate } }, words };
  }
  const { first = [], before } = beginningOf(program);
  const weights = new Map([...firstWeights(program, catalog), ...first]);
  const { stale } = runStore.getState();
  const words = stale
    ? ' The graph has changed since it was trained, so it holds the first weights. Train again, then export.'
    : ' It holds the first weights: nothing has been trained yet.';
  return { trained: { weights, ...(before && { optimizer: before }) }, words };
}
