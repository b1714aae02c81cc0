/* Exclusive or, built, trained, read and saved without a mouse. */
import type { Page } from '@playwright/test';
import type { Editor } from './support/editor.ts';
import { edgesOf, nodesOf } from './support/graphs.ts';
import { expect, test } from './support/test.ts';

test('a network for xor is built and trained by keyboard alone', async ({ editor, page }) => {
  await command(page, 'new graph');
  await expect(editor.nodes).toHaveCount(0);

  // Each goes behind the one before it and finds its partners; what has none yet is wired by hand.
  await add(editor, 'Dataset');
  await choose(editor, 'name', 'xor');
  await add(editor, 'Dense');
  await type(editor, 'units', '8');
  await add(editor, 'tanh');
  await add(editor, 'Dense');
  await type(editor, 'units', '1');
  await add(editor, 'sigmoid');
  await add(editor, 'BinaryCrossentropy');
  await add(editor, 'Train');
  await add(editor, 'Adam');
  await expect(editor.wire('adam1.optimizer', 'train1.optimizer')).toBeAttached();
  await add(editor, 'GlorotNormal');
  await connect(page, 'dense1.kernel_initializer');

  await expect(editor.nodes).toHaveCount(9);
  await expect(editor.wires).toHaveCount(9);
  await expect(page.getByRole('tab', { name: /^Problems$/ })).toBeVisible();

  await tabTo(page, 'Backend');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: /^WASM/ })).toBeVisible();
  for (let i = 0; i < 6 && !(await focusedText(page)).startsWith('WASM'); i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(editor.backend).toContainText('WASM');
  await expect(page.getByRole('menu')).toHaveCount(0);

  await page.keyboard.press('Control+Enter');
  await expect(editor.backend).toHaveAccessibleName('Backend in use: WASM');
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  const reached = editor.node('train1').getByText(/^val/).locator('xpath=following-sibling::*');
  expect(Number(await reached.textContent())).toBeGreaterThanOrEqual(0.95);

  const saved = await editor.save();
  expect(nodesOf(saved).get('dense1')?.params).toEqual({ units: 8 });
  expect(edgesOf(saved)).toContain('activation2.outputs->bc1.y_pred');
});

/** Chooses from the command palette. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByLabel('Search commands and nodes')).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole('option').first()).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Adds a node from the search and goes on at its card. */
async function add(editor: Editor, name: string): Promise<void> {
  const { page } = editor;
  const before = await editor.nodes.count();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog', { name: 'Add a node' })).toBeVisible();
  await page.keyboard.type(name);
  await expect(page.getByRole('option').first()).toContainText(name);
  await page.keyboard.press('Enter');
  await expect(editor.nodes).toHaveCount(before + 1);
  await expect(editor.node(/./).and(page.locator(':focus'))).toHaveClass(/selected/);
}

/** Wires the card in focus to a port, starting from `own` where it has several. */
async function connect(page: Page, port: string, own?: string): Promise<void> {
  const wires = await page.getByTestId(/^rf__edge-/).count();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toHaveAccessibleName(/^Connect/);
  if (own !== undefined) {
    await page.keyboard.type(own);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveAccessibleName(new RegExp(`${own} to…$`));
  }
  await page.keyboard.type(port);
  await expect(dialog.getByRole('option').first()).toContainText(port);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId(/^rf__edge-/)).toHaveCount(wires + 1);
}

/** Writes a number into a setting of the card in focus and comes back to the canvas. */
async function type(editor: Editor, param: string, value: string): Promise<void> {
  await goToParam(editor, param);
  await editor.page.keyboard.type(value);
  await expect(editor.param(param)).toHaveValue(value);
  await command(editor.page, 'go to the canvas');
}

/** Chooses a setting from its list and comes back to the canvas. */
async function choose(editor: Editor, param: string, value: string): Promise<void> {
  const { page } = editor;
  await goToParam(editor, param);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(value);
  await expect(page.getByRole('option', { name: new RegExp(`^${value}\\b`) })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(editor.param(param)).toHaveValue(value);
  await command(page, 'go to the canvas');
}

/** From a card, Enter goes to its first setting; Tab goes on. */
async function goToParam(editor: Editor, param: string): Promise<void> {
  await editor.page.keyboard.press('Enter');
  await expect(editor.inspector.locator(':focus')).toHaveCount(1);
  await expect(editor.param(param)).toBeFocused();
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if ((await focusedText(page)).startsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}.`);
}

const focusedText = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
