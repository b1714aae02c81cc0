/* What hands do with a pointer, done by keys alone: each test counts what a pointer does, which is nothing. */
import { readFile } from 'node:fs/promises';
import { edgesOf, threeForTwo } from './support/graphs.ts';
import { command, openByKeys, tabTo, watchPointer } from './support/keyboard.ts';
import { expect, test } from './support/test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'], contextOptions: { reducedMotion: 'reduce' } });

test('a network of ten names is built in the palette, trained, stopped and reset by keys', async ({ editor, page }) => {
  const pressed = await watchPointer(page);
  await command(page, 'new graph');
  await expect(editor.nodes).toHaveCount(0);
  await command(page, 'search the node list');
  await expect(editor.search).toBeFocused();
  const names =
    'Dataset,Dense,BatchNormalization,Activation,Dense,CategoricalCrossentropy,Adam,CosineDecay,EarlyStopping,Train';
  for (const [i, name] of names.split(',').entries()) {
    await page.keyboard.press('Control+a');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(editor.nodes).toHaveCount(i + 1);
  }
  await expect(editor.wires).toHaveCount(10);
  await tabTo(page, 'Backend');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: /^CPU/ })).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.press('Control+.');
  await expect.poll(() => editor.steps()).toBe(1);
  await page.keyboard.press('Control+Enter');
  await expect(editor.train).toHaveText('Pause');
  await page.keyboard.press('Control+Alt+Enter');
  await expect(editor.progress).toHaveText(/^(stopped|done)/, { timeout: 60_000 });
  await command(page, 'reset the weights');
  await expect(editor.progress).toHaveText(/^not trained/);
  expect(await pressed()).toBe(0);
});

test('a problem is mended, and the graph goes out as file, picture and link and comes back by keys', async ({
  editor,
  page,
}) => {
  const pressed = await watchPointer(page);
  await openByKeys(editor, threeForTwo, () => page.keyboard.press('Control+o'));
  await expect(editor.nodes).toHaveCount(8);
  await command(page, 'show problems');
  await tabTo(page, 'Set units of out to 2');
  await page.keyboard.press('Enter');
  await editor.hears('Done: Set units of out to 2. Now no problems.');

  const picture = page.waitForEvent('download');
  await command(page, 'export picture svg');
  const svg = await readFile(await (await picture).path(), 'utf8');
  expect(svg).toContain('<svg');
  await page.keyboard.press('Control+Shift+s');
  await expect(page.getByText(/^Link copied/).first()).toBeVisible();
  const saved = await editor.save();
  expect(edgesOf(saved)).toHaveLength(8);

  // The link pasted onto an empty canvas is the graph again.
  await command(page, 'new graph');
  await expect(editor.nodes).toHaveCount(0);
  await command(page, 'go to the canvas');
  await page.keyboard.press('Control+v');
  await expect(editor.nodes).toHaveCount(8);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(editor.nodes).toHaveCount(0);

  // The picture is opened as a file is.
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await chooser).setFiles({ name: 'net.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
  await expect(editor.nodes).toHaveCount(8);
  expect((await editor.save()).text).toBe(saved.text);
  await command(page, 'switch between light and dark');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', /dark|light/);
  expect(await pressed()).toBe(0);
});
