/* Whoever wants other keys gives them to commands in the list of keys; what shows keys then shows those. */
import type { Page } from '@playwright/test';
import { chooseFromMenu, command, tabTo, watchPointer } from './support/keyboard.ts';
import { expect, test } from './support/test.ts';

/** Opens the list of keys and goes to a command's. */
async function goToKey(page: Page, name: string) {
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toBeVisible();
  await tabTo(page, name);
  return list;
}

/** Gives a command that has the focus in the list a key. */
async function giveKey(page: Page, key: string): Promise<void> {
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Press the new key for/ })).toBeFocused();
  await page.keyboard.press(key);
}

test('keys are changed and swapped in their list, hold at once everywhere, are remembered and taken back', async ({
  editor,
  page,
}) => {
  const pressed = await watchPointer(page);
  await command(page, 'go to the canvas');
  await page.keyboard.press(']');
  await expect(editor.node('d1')).toBeFocused();

  // A key that means the same everywhere is refused; one of another command can be swapped.
  let list = await goToKey(page, 'Duplicate: ');
  await giveKey(page, 'Enter');
  await expect(list.getByRole('alert')).toHaveText(/^Enter has the same meaning everywhere/);
  await giveKey(page, 'Control+b');
  await expect(list.getByRole('alert')).toContainText('Ctrl+B is the key of “Bypass”.');
  await page.keyboard.press('Tab');
  await expect(list.getByRole('button', { name: 'Swap the two' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(list.getByRole('status')).toHaveText('Duplicate: Ctrl+B. Bypass: Ctrl+D.');
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(editor.node('d1')).toBeFocused();

  await page.keyboard.press('Control+d');
  await editor.hears('Bypassed d1.');
  await page.keyboard.press('Control+d');
  await page.keyboard.press('Control+b');
  await expect(editor.nodes).toHaveCount(13);
  await page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(12);

  // A single key answers on the canvas alone; Escape while a key is waited for changes nothing.
  list = await goToKey(page, 'Connect from here: ');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(list.getByRole('button', { name: 'Connect from here: C. Change' })).toBeFocused();
  await giveKey(page, 'q');
  await expect(list.getByRole('status')).toHaveText('Connect from here: Q.');
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await tabTo(page, 'Name of the graph');
  await page.keyboard.press('End');
  await page.keyboard.type('q');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');

  // Menus and palette show what holds.
  await command(page, 'go to the canvas');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /^Connect to…/ })).toContainText('Q');
  await expect(page.getByRole('menuitem', { name: /^Bypass/ })).toContainText('Ctrl+D');
  await chooseFromMenu(page, 'Collapse');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('bypass the selection');
  await expect(page.getByRole('option', { name: /^Bypass the selection/ })).toContainText('Ctrl+D');
  await page.keyboard.press('Escape');

  expect(await pressed()).toBe(0);

  // So it stays, until it is taken back: one command with what it was swapped with, or all.
  await page.reload();
  await expect(editor.nodes).toHaveCount(12);
  await command(page, 'go to the canvas');
  await page.keyboard.press('q');
  await expect(page.getByRole('dialog', { name: /^Connect/ })).toBeVisible();
  await page.keyboard.press('Escape');
  list = await goToKey(page, 'Bypass: back to');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('status')).toHaveText('Usual keys again: Bypass, Duplicate.');
  await expect(list.getByRole('button', { name: 'Connect from here: Q. Change' })).toBeVisible();
  await tabTo(page, 'Usual keys for all');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('button', { name: 'Connect from here: C. Change' })).toBeVisible();

  // What is stored and makes no sense is left out, and said.
  await page.evaluate(() => localStorage.setItem('edgewise.keys', '{"bypass":["Alt+X"],"duplicate":["Ctrl+W"]}'));
  await page.reload();
  await editor.hears('One of your own keys could not be read.');
  await command(page, 'go to the canvas');
  await page.keyboard.press('Alt+x');
  await editor.hears(/^Bypassed /);
});
