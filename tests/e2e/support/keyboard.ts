/* Working without a pointer, as a person does who has none: by keys, and by what the page says. */
import type { Page } from '@playwright/test';
import type { Editor, TestFile } from './editor.ts';
import { expect } from './test.ts';

/** Counts what a pointer does from here on; the answer says how often that was. */
export async function watchPointer(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { pressed: 0 };
    Object.assign(globalThis, { pointerSeen: seen });
    addEventListener('pointerdown', ({ isTrusted }) => (seen.pressed += isTrusted ? 1 : 0), true);
  });
  return () => page.evaluate(() => (globalThis as unknown as { pointerSeen: { pressed: number } }).pointerSeen.pressed);
}

/** Chooses from the command palette. */
export async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByLabel('Search commands and nodes')).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole('option').first()).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'All commands' })).toHaveCount(0);
}

/** Back to the canvas from wherever the keyboard is, and to the card that it was on there. */
export async function toCanvas(page: Page): Promise<void> {
  await page.keyboard.press('Control+j');
  const canvas = page.getByTestId('canvas');
  await expect(canvas.locator(':focus').or(canvas.and(page.locator(':focus')))).toHaveCount(1);
}

/** Adds a node from the search and goes on at its card. */
export async function add(editor: Editor, name: string): Promise<void> {
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
export async function connect(page: Page, port: string, own?: string): Promise<void> {
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
export async function type(editor: Editor, param: string, value: string): Promise<void> {
  await goToParam(editor, param);
  await editor.page.keyboard.type(value);
  await expect(editor.param(param)).toHaveValue(value);
  await toCanvas(editor.page);
}

/** Chooses a setting from its list and comes back to the canvas. */
export async function choose(editor: Editor, param: string, value: string): Promise<void> {
  const { page } = editor;
  await goToParam(editor, param);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(value);
  await expect(page.getByRole('option', { name: new RegExp(`^${value}\\b`) })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(editor.param(param)).toHaveValue(value);
  await toCanvas(page);
}

/** From a card, Enter goes to its first setting; Tab goes on. */
export async function goToParam(editor: Editor, param: string): Promise<void> {
  await editor.page.keyboard.press('Enter');
  await expect(editor.inspector.locator(':focus')).toHaveCount(1);
  await expect(editor.param(param)).toBeFocused();
}

/** Presses a key that opens the system's file dialogue, and chooses there. */
export async function openByKeys(editor: Editor, file: TestFile, ask: () => Promise<void>): Promise<void> {
  // A page that is still loading may not hear keys yet.
  await editor.page.waitForLoadState('networkidle');
  await editor.nodes.first().waitFor();
  const chooser = editor.page.waitForEvent('filechooser');
  await ask();
  await (await chooser).setFiles({ ...file, mimeType: 'application/json', buffer: Buffer.from(file.text) });
}

/** Goes down a menu that is open, and chooses this. */
export async function chooseFromMenu(page: Page, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name });
  await expect(item).toBeVisible();
  await expect(page.locator('[role="menu"]:focus-within')).toHaveCount(1);
  for (let i = 0; i < 20 && !(await focusedText(page)).startsWith(name); i++) await page.keyboard.press('ArrowDown');
  await expect(item).toBeFocused();
  await page.keyboard.press('Enter');
}

export async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if ((await focusedText(page)).startsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}.`);
}

export const focusedText = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
