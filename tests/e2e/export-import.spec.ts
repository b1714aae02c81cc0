/*
 * The whole path of somebody who learns: a network for digits is built by hand, with a convolution, trained, and
 * exported; Keras, where there is one, answers the same with it; it comes back with its weights, which the wires show
 * at once.
 */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from '@playwright/test';
import { askKeras } from '../../src/tools/keras-python.mjs';
import { handmadeDigits } from '../support/handmade-digits.ts';
import type { Editor, TestFile } from './support/editor.ts';
import { edgesOf, nodesOf, spirals } from './support/graphs.ts';
import { add, command, toCanvas } from './support/keyboard.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

/** Adds each node from the search, which wires it, and sets what is not as usual in the inspector. */
async function buildByHand(editor: Editor): Promise<void> {
  for (const { type, params = {} } of handmadeDigits.nodes) {
    await add(editor, type);
    for (const [name, value] of Object.entries(params)) await setParam(editor, name, value);
    await toCanvas(editor.page);
  }
}

/** Types a setting of the selected node, a list of numbers with commas; a word is chosen from its list. */
async function setParam(editor: Editor, name: string, value: unknown): Promise<void> {
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  const field = editor.param(name);
  await field.fill(text);
  const option = editor.page.getByRole('option', { name: new RegExp(`^${text}\\b`) }).first();
  if (typeof value === 'string') await option.click();
  else await field.press('Enter');
  await expect(field).toHaveValue(text);
}

/** Types, params and wires of a graph, whatever its nodes are called. */
function plainly(file: TestFile) {
  const nodes = nodesOf(file);
  const named = (ref: string) => ref.replaceAll(/[^.>]+(?=\.)/g, (id) => nodes.get(id)?.type ?? id);
  return {
    nodes: [...nodes.values()].map(({ type, params = {} }) => ({ type, params })),
    wires: edgesOf(file)
      .map((wire) => wire.split('->').map(named).join(' → '))
      .toSorted(),
  };
}

async function exported(editor: Editor, label: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = editor.page.waitForEvent('download');
  await editor.button(/^File$/).click();
  await editor.page.getByRole('menuitem', { name: label }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

async function importFile(page: Page, editor: Editor, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await editor.button(/^File$/).click();
  await page.getByRole('menuitem', { name: /^Import a model/ }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** How many examples of each class were taken for which, as the dock says it. */
async function confusion(editor: Editor): Promise<readonly (readonly number[])[]> {
  await editor.tab('Output');
  const rows = editor.page.getByRole('table', { name: /^True classes against predicted ones/ }).locator('tbody tr');
  await expect(rows).toHaveCount(10);
  const cells = await Promise.all((await rows.all()).map((row) => row.getByRole('button').allTextContents()));
  return cells.map((row) => row.map((text) => (text === '·' ? 0 : Number(text))));
}

/** What Keras makes of the archive, on the examples that lie beside the exported script; undefined without Keras. */
async function inKeras(archive: Buffer, script: Buffer): Promise<{ confusion: number[][]; loss: number } | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'edgewise-'));
  const [file, data] = [join(folder, 'digits.keras'), join(folder, 'digits.npz')];
  await writeFile(file, archive);
  const [, numbers] = Object.entries(unzipSync(script)).find(([name]) => name.endsWith('.npz')) ?? [];
  await writeFile(data, numbers ?? new Uint8Array());
  const said = askKeras(['tests/parity/predict_file.py', file, data]);
  return said === undefined ? undefined : (JSON.parse(said) as { confusion: number[][]; loss: number });
}

/** Mean and spread of what flows over a wire, as the inspector says them. */
async function spread(editor: Editor, wire: Wire): Promise<string> {
  await editor.selectWire(...wire);
  await expect(editor.inspector).toContainText(/\d ± \d/, { timeout: 90_000 });
  const text = await editor.inspector.textContent();
  return /−?[\d.]+ ± [\d.]+/.exec(text ?? '')?.[0] ?? '';
}

type Wire = readonly [from: string, to: string];

/** The wire between two nodes of these types. */
function wireBetween(file: TestFile, from: string, to: string): Wire {
  const nodes = nodesOf(file);
  const typeAt = (ref = '') => nodes.get(ref.replace(/\..*$/, ''))?.type;
  const found = edgesOf(file)
    .map((wire) => wire.split('->'))
    .find((ends) => typeAt(ends[0]) === from && typeAt(ends[1]) === to);
  const [out = '', into = ''] = found ?? [];
  return [out, into];
}

alone(
  'digits: built by hand, trained, exported to Keras, imported; the wires show the trained values at once',
  async ({ editor, page }) => {
    test.slow();
    await command(page, 'new graph');
    await expect(editor.nodes).toHaveCount(0);
    await buildByHand(editor);
    const built = await editor.save();
    expect(plainly(built)).toEqual(plainly({ name: '', text: JSON.stringify(handmadeDigits) }));
    await expect(page.getByRole('tab', { name: /^Problems$/ })).toBeVisible();

    const wire = wireBetween(built, 'Conv2D', 'MaxPooling2D');
    await editor.useBackend('WASM');
    const first = await spread(editor, wire);
    await editor.train.click();
    await expect(editor.progress).toHaveText(/^done/, { timeout: 120_000 });
    await expect(editor.instrument(...wire)).toHaveAttribute('data-age', 'fresh');
    await expect(editor.inspector).not.toContainText(first);
    const trained = await spread(editor, wire);

    const { name, bytes } = await exported(editor, 'Keras (.keras)');
    expect(name).toMatch(/\.keras$/);
    const files = unzipSync(bytes);
    expect(Object.keys(files).toSorted()).toEqual(['config.json', 'metadata.json', 'model.weights.h5']);
    const config = JSON.parse(strFromU8(files['config.json'] ?? new Uint8Array())) as {
      config: { layers: { class_name: string }[] };
      compile_config: { optimizer: { class_name: string } };
    };
    expect(config.config.layers.map((layer) => layer.class_name)).toContain('Conv2D');
    expect(config.compile_config.optimizer.class_name).toBe('Adam');

    // Without a Keras here, the import below is the check; the parity job makes it for this graph in any case.
    const script = await exported(editor, 'Python script');
    const answered = await inKeras(bytes, script.bytes);
    if (answered !== undefined) expect(answered.confusion).toEqual(await confusion(editor));

    await editor.newGraph();
    await importFile(page, editor, name, bytes);
    await expect(editor.nodes).toHaveCount(handmadeDigits.nodes.length);
    const banner = page.getByRole('alert').filter({ hasText: `The weights come from ${name}` });
    await expect(banner).toBeVisible();
    expect(await spread(editor, wire)).toBe(trained);

    // They are there again after a reload.
    await page.reload();
    await expect(banner).toBeVisible();
    await editor.useBackend('WASM');
    expect(await spread(editor, wire)).toBe(trained);

    // Training goes on from them, and Reset brings them back.
    await editor.button('Step: train one batch').click();
    await expect(editor.inspector).not.toContainText(trained, { timeout: 60_000 });
    await editor.button('Reset the weights').click();
    await expect(editor.inspector).toContainText(trained, { timeout: 60_000 });

    await banner.getByRole('button', { name: 'Start with fresh weights' }).click();
    await expect(banner).toHaveCount(0);
    await expect(editor.inspector).toContainText(first, { timeout: 60_000 });
  },
);

test('a script and the files of TensorFlow.js leave as archives, the schema as a file', async ({ editor }) => {
  await editor.open(spirals);
  const script = await exported(editor, 'Python script');
  expect(script.name).toBe('two-spirals-python.zip');
  const files = unzipSync(script.bytes);
  expect(strFromU8(files['two-spirals.py'] ?? new Uint8Array())).toContain('model.fit(');
  expect(Object.keys(files)).toContain('two-spirals.npz');
  const model = await exported(editor, 'TensorFlow.js');
  expect(Object.keys(unzipSync(model.bytes))).toEqual(['model.json', 'model.weights.bin']);
  const schema = await exported(editor, 'JSON Schema of graph files');
  expect(JSON.parse(schema.bytes.toString())).toHaveProperty('title', 'Edgewise graph');
});

test('a model that cannot be read is named, and the open graph stays', async ({ editor, page }) => {
  await editor.open(spirals);
  await importFile(page, editor, 'broken.keras', Buffer.from('PK\u0003\u0004 and nothing more'));
  const alert = page.getByRole('alert').filter({ hasText: 'was not opened' });
  await expect(alert).toContainText('broken.keras was not opened. Your graph is as it was.');
  await expect(editor.nodes).toHaveCount(12);
});
