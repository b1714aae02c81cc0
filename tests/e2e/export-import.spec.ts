/* A trained network leaves for Keras and comes back with its weights, which the wires show at once. */
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from '@playwright/test';
import type { Editor } from './support/editor.ts';
import { expect, test } from './support/test.ts';
import { withParams } from './support/graphs.ts';

const digits = async () => {
  const text = await readFile('examples/digits.json', 'utf8');
  return withParams({ name: 'digits.json', text }, { train: { epochs: 3 } });
};

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

/** Mean and spread of what flows from `d2`, as the inspector says them. */
async function spread(editor: Editor): Promise<string> {
  await editor.selectWire('d2.outputs', 'bn2.inputs');
  await expect(editor.inspector).toContainText(/\d ± \d/, { timeout: 90_000 });
  const text = await editor.inspector.textContent();
  return /−?[\d.]+ ± [\d.]+/.exec(text ?? '')?.[0] ?? '';
}

test('digits: train, export to Keras, import; the wires show the trained values at once', async ({ editor, page }) => {
  test.slow();
  await editor.open(await digits());
  await editor.useBackend('WASM');
  const first = await spread(editor);
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 120_000 });
  await expect(editor.instrument('d2.outputs', 'bn2.inputs')).toHaveAttribute('data-age', 'fresh');
  await expect(editor.inspector).not.toContainText(first);
  const trained = await spread(editor);

  const { name, bytes } = await exported(editor, 'Keras (.keras)');
  expect(name).toBe('handwritten-digits.keras');
  const files = unzipSync(bytes);
  expect(Object.keys(files).toSorted()).toEqual(['config.json', 'metadata.json', 'model.weights.h5']);
  const config = JSON.parse(strFromU8(files['config.json'] ?? new Uint8Array())) as {
    config: { layers: { name: string }[] };
    compile_config: { optimizer: { class_name: string } };
  };
  expect(config.config.layers.map((layer) => layer.name)).toContain('d2');
  expect(config.compile_config.optimizer.class_name).toBe('Adam');

  await editor.newGraph();
  await importFile(page, editor, name, bytes);
  await expect(editor.nodes).toHaveCount(15);
  const banner = page.getByRole('alert').filter({ hasText: 'The weights come from handwritten-digits.keras' });
  await expect(banner).toBeVisible();
  expect(await spread(editor)).toBe(trained);

  // They are there again after a reload.
  await page.reload();
  await expect(banner).toBeVisible();
  await editor.useBackend('WASM');
  expect(await spread(editor)).toBe(trained);

  // Training goes on from them, and Reset brings them back.
  await editor.button('Step: train one batch').click();
  await expect(editor.inspector).not.toContainText(trained, { timeout: 60_000 });
  await editor.button('Reset the weights').click();
  await expect(editor.inspector).toContainText(trained, { timeout: 60_000 });

  await banner.getByRole('button', { name: 'Start with fresh weights' }).click();
  await expect(banner).toHaveCount(0);
  await expect(editor.inspector).toContainText(first, { timeout: 60_000 });
});

test('a script and the files of TensorFlow.js leave as archives, the schema as a file', async ({ editor }) => {
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
  await importFile(page, editor, 'broken.keras', Buffer.from('PK\u0003\u0004 and nothing more'));
  const alert = page.getByRole('alert').filter({ hasText: 'was not opened' });
  await expect(alert).toContainText('broken.keras was not opened. Your graph is as it was.');
  await expect(editor.nodes).toHaveCount(12);
});
