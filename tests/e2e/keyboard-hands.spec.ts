/* What hands do with a pointer, done by keys alone: each test counts what a pointer does, which is nothing. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { edgesOf, nodesOf, threeForTwo, xor } from './support/graphs.ts';
import {
  add,
  chooseFromMenu,
  command,
  connect,
  goToParam,
  openByKeys,
  tabTo,
  watchPointer,
} from './support/keyboard.ts';
import { expect, test } from './support/test.ts';

const focusedCard = (page: Page) => page.locator('.react-flow__node:focus');

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
  // It may be through before one looks.
  await expect(editor.progress).toHaveText(/^(epoch|stopped|done)/, { timeout: 60_000 });
  await page.keyboard.press('Control+Alt+Enter');
  await expect(editor.progress).toHaveText(/^(stopped|done)/, { timeout: 60_000 });
  await command(page, 'reset the weights');
  await expect(editor.progress).toHaveText(/^not trained/);
  expect(await pressed()).toBe(0);
});

test('an open network is inserted into, cut, rejoined, renamed, bypassed, copied and set together by keys', async ({
  editor,
  page,
}) => {
  const pressed = await watchPointer(page);
  await openByKeys(editor, xor, () => page.keyboard.press('Control+o'));
  await expect(editor.nodes).toHaveCount(8);
  await command(page, 'go to the canvas');
  await expect(editor.node('data')).toBeFocused();

  // Inserted on the wire of the selected node, and out again with the wire joined.
  await page.keyboard.press('ArrowRight');
  await expect(editor.node('d1')).toBeFocused();
  await page.keyboard.press('Space');
  await add(editor, 'BatchNormalization');
  await expect(editor.wire('d1.outputs', 'bn1.inputs')).toBeAttached();
  await expect(editor.wire('bn1.outputs', 'tanh1.inputs')).toBeAttached();
  await page.keyboard.press('Control+Delete');
  await expect(editor.wire('d1.outputs', 'tanh1.inputs')).toBeAttached();
  await expect(editor.node('d1')).toBeFocused();

  // Bypassed and back.
  await page.keyboard.press(']');
  await expect(editor.node('tanh1')).toBeFocused();
  await page.keyboard.press('Control+b');
  await editor.hears('Bypassed tanh1.');
  await page.keyboard.press('Control+b');

  // A wire is taken off by the menu, and drawn anew.
  await page.keyboard.press('Shift+F10');
  await chooseFromMenu(page, 'Remove a wire…');
  await expect(page.getByRole('dialog', { name: 'Remove which wire of tanh1?' })).toBeVisible();
  await page.keyboard.type('out.inputs');
  await page.keyboard.press('Enter');
  await expect(editor.wire('tanh1.outputs', 'out.inputs')).toHaveCount(0);
  await expect(editor.node('tanh1')).toBeFocused();
  await connect(page, 'out.inputs');
  await expect(editor.wire('tanh1.outputs', 'out.inputs')).toBeAttached();

  // Another is looked at, takes a node, and goes again with the node's wires joined.
  await page.keyboard.press('w');
  await expect(page.getByRole('dialog', { name: 'Look at which wire of tanh1?' })).toBeVisible();
  await page.keyboard.type('out.inputs');
  await page.keyboard.press('Enter');
  await editor.hears('Selected the wire from tanh1.outputs to out.inputs.');
  await expect(editor.inspector).toContainText('tanh1');
  await expect(editor.node('tanh1')).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog', { name: 'Put a node on tanh1.outputs → out.inputs' })).toBeVisible();
  await page.keyboard.type('Dropout');
  await expect(page.getByRole('option').first()).toContainText('Dropout');
  await page.keyboard.press('Enter');
  await expect(editor.wire('tanh1.outputs', 'dropout1.inputs')).toBeAttached();
  await expect(editor.wire('dropout1.outputs', 'out.inputs')).toBeAttached();
  await expect(editor.node('dropout1')).toBeFocused();
  await page.keyboard.press('Control+Delete');
  await expect(editor.wire('tanh1.outputs', 'out.inputs')).toBeAttached();
  await expect(editor.node('tanh1')).toBeFocused();

  // Renamed: the id stands behind the label.
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog', { name: 'Rename tanh1' }).getByLabel('Label on the card')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('bend');
  await page.keyboard.press('Enter');
  await expect(editor.node('bend')).toBeFocused();

  // Two layers are picked and set together in one step.
  await page.keyboard.press('[');
  await expect(editor.node('d1')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await expect(editor.node('out')).toBeFocused();
  await page.keyboard.press('Shift+Space');
  await goToParam(editor, 'units differs');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  const together = nodesOf(await editor.save());
  expect([together.get('d1')?.params?.['units'], together.get('out')?.params?.['units']]).toEqual([5, 5]);
  await page.keyboard.press('Escape');
  await expect(editor.canvas.locator('.react-flow__node:focus')).toHaveCount(1);

  // Copied, pasted, cut, doubled; each is undone by one key.
  await page.keyboard.press('Control+c');
  await editor.hears('Copied 2 nodes.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect([...nodesOf({ name: 'copied', text: copied }).keys()].toSorted()).toEqual(['d1', 'out']);
  await page.keyboard.press('Control+v');
  await expect(editor.nodes).toHaveCount(10);
  // The keys go on with what was pasted, and after a cut with what is next to it.
  await expect(focusedCard(page)).toHaveClass(/selected/);
  await page.keyboard.press('Control+x');
  await expect(editor.nodes).toHaveCount(8);
  await expect(focusedCard(page)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(10);
  await expect(focusedCard(page)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(8);
  await command(page, 'go to the canvas');
  await expect(focusedCard(page)).toHaveCount(1);
  await page.keyboard.press('Control+d');
  await expect(editor.nodes).toHaveCount(9);
  await page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(8);
  await page.keyboard.press('Control+Shift+z');
  await expect(editor.nodes).toHaveCount(9);
  await page.keyboard.press('Control+z');
  expect(await pressed()).toBe(0);
});

test('keys typed before a search has come go into it, and not to the canvas', async ({ editor, page }) => {
  await editor.select('d1');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('show problems');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: /^Problems/ })).toHaveAttribute('aria-selected', 'true');
  await command(page, 'go to the canvas');
  await page.keyboard.press('/');
  await page.keyboard.type('dropout');
  await page.keyboard.press('Enter');
  await expect(editor.nodes).toHaveCount(13);
  await expect(editor.node(/./).and(page.locator(':focus'))).toHaveClass(/selected/);
  await page.keyboard.press('F2');
  await page.keyboard.type('wt');
  await page.keyboard.press('Enter');
  await expect(editor.node('dropout1')).toContainText('wt');
  await page.keyboard.press('Control+g');
  await page.keyboard.type('Few at a time');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Few at a time', { exact: true })).toBeVisible();
  // None of these letters was a key of the canvas: T trains.
  await expect(page.getByText('not trained yet')).toBeVisible();
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
  await page.keyboard.press('Control+Shift+l');
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
