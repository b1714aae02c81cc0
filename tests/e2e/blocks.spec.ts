/* Blocks: made of a selection, gone into, edited for all their uses, dissolved; by the pointer and by keys alone. */
import type { Page } from '@playwright/test';
import { violationsInBothThemes } from './support/axe.ts';
import { example, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

interface Saved {
  readonly nodes: readonly { readonly id: string; readonly type: string }[];
  readonly blocks?: readonly {
    readonly name: string;
    readonly description?: string;
    readonly nodes: readonly { readonly id: string; readonly params?: Readonly<Record<string, unknown>> }[];
  }[];
}
const saved = ({ text }: { readonly text: string }): Saved => JSON.parse(text) as Saved;
const residual = example('residual-blocks');
const WAY = 'Way into this block';
const nameOf = (page: Page) =>
  page.getByRole('complementary', { name: 'Inspector' }).getByLabel('Block', { exact: true });

test('going in, changing a layer for all uses, and out again: the file is the whole graph at every moment', async ({
  editor,
  page,
}) => {
  await editor.open(residual);
  await expect(editor.node('r1')).toContainText('Dense → Dense → Add → Activation');
  await expect(editor.node('r1')).toContainText('1,200 params');
  await editor.node('r2').dblclick();
  await expect(page.getByRole('navigation', { name: WAY })).toContainText('Residual r2');
  await expect(page.getByRole('navigation', { name: WAY })).toContainText('Used 3 times');
  await expect(editor.node('data')).toHaveCount(0);
  await editor.select('he');
  await page.keyboard.press('Delete');
  await expect(editor.node('he')).toHaveCount(0);

  // Saved from inside, everything is there.
  const file = saved(await editor.save());
  expect(file.nodes.map(({ id }) => id)).toContain('train');
  expect(file.blocks?.[0]?.nodes.map(({ id }) => id)).not.toContain('he');

  await editor.button('Undo: Remove HeNormal in Residual').click();
  await expect(editor.node('he')).toBeVisible();
  await page.getByRole('button', { name: 'Out', exact: true }).click();
  await expect(editor.node('r3')).toBeVisible();
  await expect(page.getByRole('navigation', { name: WAY })).toHaveCount(0);
});

alone('a draft that is left while one is inside of a block comes back whole', async ({ editor, page }) => {
  await editor.open(residual);
  await editor.node('r1').dblclick();
  await editor.select('relu');
  await page.keyboard.press('Delete');
  await expect(page.getByText('saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(editor.node('train')).toBeVisible();
  await editor.node('r1').dblclick();
  await expect(editor.node('sum')).toBeVisible();
  await expect(editor.node('relu')).toHaveCount(0);
});

test('by keys alone: a block is made, entered, left, copied and dissolved', async ({ editor, page }) => {
  await editor.open(xor);
  await editor.node('d1').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press(']');
  await page.keyboard.press('Shift+Space');
  await page.keyboard.press('Control+Alt+g');
  await expect(editor.node('block1')).toBeVisible();
  await expect(editor.node('d1')).toHaveCount(0);
  // It asks for its name, which stays as it is.
  await expect(nameOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.node('block1')).toBeFocused();
  const made = saved(await editor.save());
  expect(made.blocks?.map(({ name }) => name)).toEqual(['Block']);
  expect(made.blocks?.[0]?.nodes.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['inputs', 'd1', 'tanh1', 'outputs']),
  );

  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: WAY })).toContainText('Used once');
  await expect(editor.node('inputs')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.node('block1')).toBeFocused();

  await page.keyboard.press('Control+d');
  await expect(page.locator('.react-flow__node').filter({ hasText: 'Dense → Activation' })).toHaveCount(2);
  await page.keyboard.press('Control+z');

  await expect(editor.node('block1')).toHaveClass(/selected/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Dissolve the selected block');
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node[data-id="block1_d1"]')).toBeVisible();
  await expect(editor.node('block1')).toHaveCount(0);
});

test('a new block asks for its name at once, and the keys go back to the canvas', async ({ editor, page }) => {
  await editor.open(xor);
  const before = (await editor.save()).text;
  await editor.select('d1');
  await editor.select('tanh1', { more: true });
  await page.keyboard.press('Control+Alt+g');
  // What is typed before the field is there is not lost.
  await page.keyboard.type('Dense');
  await expect(nameOf(page)).toHaveValue('Dense');
  await page.keyboard.press('Enter');
  await expect(page.getByText('a type that everybody has').first()).toBeVisible();
  await expect(nameOf(page)).toBeFocused();
  await nameOf(page).selectText();
  await page.keyboard.type('Hidden');
  await page.keyboard.press('Enter');
  await expect(editor.node('block1')).toBeFocused();
  await expect(editor.node('block1')).toContainText('Hidden');
  expect(saved(await editor.save()).blocks?.map(({ name }) => name)).toEqual(['Hidden']);

  // The name field is a field like others afterwards.
  await nameOf(page).fill('Layer');
  await page.keyboard.press('Escape');
  await expect(nameOf(page)).toHaveValue('Hidden');
  await expect(nameOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.node('block1')).toBeFocused();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(editor.node('d1')).toBeFocused();
  expect((await editor.save()).text).toBe(before);

  // By the menu, where what was typed is left and the block undone.
  await editor.node('d1').click({ button: 'right', position: { x: 40, y: 12 } });
  await page.getByRole('menuitem', { name: /^Make a block/ }).click();
  await expect(nameOf(page)).toBeFocused();
  await page.keyboard.type('No');
  await page.keyboard.press('Escape');
  await expect(editor.node('block1')).toBeFocused();
  expect(saved(await editor.save()).blocks?.map(({ name }) => name)).toEqual(['Block']);
  await page.keyboard.press('Control+z');
  await expect(editor.node('d1')).toBeFocused();

  // By the palette, with the inspector closed: it is there while it is asked for.
  await editor.button('Close the inspector').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Make a block');
  await page.keyboard.press('Enter');
  await expect(nameOf(page)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(editor.node('d1')).toBeFocused();
  await expect(editor.inspector).toBeHidden();
  expect((await editor.save()).text).toBe(before);
});

test('what a block cannot hold is said, and changes nothing', async ({ editor, page }) => {
  await editor.open(xor);
  const before = (await editor.save()).text;
  await editor.select('d1');
  await editor.select('loss', { more: true });
  await page.keyboard.press('Control+Alt+g');
  await expect(page.getByText('cannot be part of a block').first()).toBeVisible();
  expect((await editor.save()).text).toBe(before);
});

test('a block gets another name and a description in the inspector', async ({ editor, page }) => {
  await editor.open(residual);
  await editor.select('r1');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByLabel('Block', { exact: true }).fill('Skip');
  await page.keyboard.press('Enter');
  await expect(editor.node('r3')).toContainText('Skip');
  await inspector.getByLabel('Block', { exact: true }).fill('Dense');
  await page.keyboard.press('Enter');
  await expect(page.getByText('a type that everybody has').first()).toBeVisible();
  await inspector.getByLabel('What it does').fill('Adds what it learns.');
  await inspector.getByLabel('What it does').blur();
  const file = saved(await editor.save());
  expect(file.blocks?.map(({ name, description }) => [name, description])).toEqual([['Skip', 'Adds what it learns.']]);
  expect(file.nodes.filter(({ type }) => type === 'Skip')).toHaveLength(3);
});

test('it trains, and the wires inside show the values of the use that one looks into', async ({ editor }) => {
  test.slow();
  await editor.open(residual);
  await editor.useBackend('WASM');
  await editor.node('r3').dblclick();
  await editor.selectWire('d1.outputs', 'd2.inputs');
  await expect(editor.inspector).toContainText('Measured at step 0', { timeout: 60_000 });
  const resting = await editor.inspector.textContent();
  await editor.train.click();
  await expect(editor.progress).toContainText('epoch', { timeout: 60_000 });
  await expect.poll(async () => await editor.inspector.textContent(), { timeout: 60_000 }).not.toBe(resting);
  await editor.train.click();
});

test('no violations of accessibility inside of a block', async ({ editor, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await editor.open(residual);
  await editor.node('r1').dblclick();
  await expect(page.getByRole('navigation', { name: WAY })).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
});
