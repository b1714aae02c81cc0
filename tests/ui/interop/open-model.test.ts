/** A model that is dropped on the page: its graph opens, and its weights stay with it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { sizeOf } from '../../../src/base/shape.ts';
import { writeKeras } from '../../../src/interop/keras/archive.ts';
import { packSlots, plannedRate } from '../../../src/interop/keras/slots.ts';
import { writeTfjs } from '../../../src/interop/tfjs/write-tfjs.ts';
import { openFiles } from '../../../src/ui/persistence/open-file.ts';
import { shellStore } from '../../../src/ui/shell/shell-store.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { beginningOf, importedFor, importedStore } from '../../../src/ui/stores/imported.ts';
import { example, programOf } from '../../support/programs.ts';

const file = (bytes: Uint8Array, name: string) => new File([bytes as BlobPart], name);
const xor = example('xor');
const program = programOf(xor);
const weights = new Map(
  program.layers.flatMap((layer) =>
    layer.weights.map(
      ({ key, shape }) => [key, new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.25)] as const,
    ),
  ),
);

async function archive(document = xor): Promise<File> {
  const made = await writeKeras(program, { catalog, trained: { weights }, document, date: new Date('2026-01-01') });
  if (!made.ok) throw new Error('not written');
  return file(made.value, 'mine.keras');
}

const banner = () => shellStore.getState().banners.find(({ id }) => id === 'imported-weights');

beforeEach(() => {
  shellStore.getState().setFileProblem(undefined);
  documentStore.begin(example('two-spirals'));
});

describe('openFiles', () => {
  it('opens a Keras file with its weights, and says where they are from', async () => {
    expect(await openFiles([await archive()])).toBe(true);
    expect(documentStore.getState().document).toEqual(xor);
    expect(importedFor(program)).toEqual(weights);
    expect(banner()?.text).toBe(
      'The weights come from mine.keras. Training starts from them, and Reset brings them back.',
    );
    expect(shellStore.getState().fileProblem).toBeUndefined();
  });

  it('goes on where the optimizer stood, says so, and forgets it with another optimizer', async () => {
    const slots = packSlots(program, catalog, (_slot, { shape }) => new Float32Array(sizeOf(shape)).fill(0.5));
    const optimizer = { step: 1200, learningRate: plannedRate(program, catalog, 1200), slots };
    const made = await writeKeras(program, {
      catalog,
      trained: { weights, optimizer },
      document: xor,
      date: new Date('2026-01-01'),
    });
    if (!made.ok) throw new Error('not written');
    await openFiles([file(made.value, 'mine.keras')]);
    expect(banner()?.text).toContain('Training goes on from them after step 1,200, its Adam included');
    expect(beginningOf(program)).toEqual({ first: weights, before: optimizer });
    const other = { ...program, optimizer: { ...program.optimizer, type: 'Adamax' } };
    expect(beginningOf(other)).toEqual({ first: weights });
  });

  it('gives the weights to no other graph, and finds them again with redo', async () => {
    await openFiles([await archive()]);
    documentStore.getState().undo();
    expect(documentStore.getState().document.name).toBe('Two spirals');
    expect(importedFor(program)).toBeUndefined();
    expect(banner()).toBeUndefined();
    documentStore.getState().redo();
    expect(importedFor(program)).toEqual(weights);
  });

  it('leaves out the weights of layers that were changed since', async () => {
    await openFiles([await archive()]);
    const wider = programOf({
      ...xor,
      nodes: xor.nodes.map((node) => (node.id === 'd1' ? { ...node, params: { units: 3 } } : node)),
    });
    expect([...(importedFor(wider)?.keys() ?? [])]).toEqual(['out/bias']);
  });

  it('forgets them where fresh ones are wanted', async () => {
    await openFiles([await archive()]);
    banner()
      ?.actions.find(({ label }) => label === 'Start with fresh weights')
      ?.run();
    expect(importedStore.getState().imported).toBeUndefined();
    expect(banner()).toBeUndefined();
  });

  it('takes the files of a tfjs model together, in any order', async () => {
    const made = await writeTfjs(program, { catalog, trained: { weights }, document: xor, stem: 'model' });
    if (!made.ok) throw new Error('not written');
    const [json, numbers] = [file(made.value.model, 'model.json'), file(made.value.weights, 'model.weights.bin')];
    expect(await openFiles([numbers, json])).toBe(true);
    expect(importedFor(program)).toEqual(weights);
    documentStore.begin(example('two-spirals'));
    expect(await openFiles([json])).toBe(false);
    expect(shellStore.getState().fileProblem?.lines).toEqual([
      'The weights in model.weights.bin are missing. Hand both files over together.',
    ]);
  });

  it('keeps the open graph where a file cannot be read', async () => {
    const before = documentStore.getState().document;
    const whole = new Uint8Array(await (await archive()).arrayBuffer());
    expect(await openFiles([file(whole.slice(0, 300), 'half.keras')])).toBe(false);
    expect(documentStore.getState().document).toBe(before);
    expect(shellStore.getState().fileProblem?.title).toBe('half.keras was not opened. Your graph is as it was.');
  });
});
