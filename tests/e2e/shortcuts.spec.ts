/* Whoever wants other keys gives them to commands in the list of keys; what shows keys then shows those. */
import type { Page } from '@playwright/test';
import { chooseFromMenu, tabTo, watchPointer } from './support/keyboard.ts';
import { expect, test } from './support/test.ts';

/** Opens the list of keys and goes to what is called this, behind the search for it. */
async function goToKey(page: Page, name: string) {
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const field = list.getByLabel('Search the keys');
  await expect(field).toBeFocused();
  const [words = ''] = name.split(':');
  await page.keyboard.type(words);
  // What is typed before the field is there comes to it a little later.
  await expect(field).toHaveValue(words);
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
  await page.keyboard.press('Control+j');
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

  // A command without a key is given one, which does it at once; one that is taken is not given away for none.
  const field = list.getByLabel('Search the keys');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('no key download');
  await tabTo(page, 'Download the graph file: no key yet. Give it a key');
  await giveKey(page, 'Control+d');
  await expect(list.getByRole('alert')).toHaveText('Ctrl+D is the key of “Bypass”. Give that another one first.');
  await giveKey(page, 'Alt+y');
  await expect(list.getByRole('status')).toHaveText('Download the graph file: Alt+Y.');
  await expect(list.getByRole('button', { name: 'Download the graph file: Alt+Y. Change' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Alt+y');
  await saved;
  await editor.hears('Saved as two-spirals.json.');

  await tabTo(page, 'Name of the graph');
  await page.keyboard.press('End');
  await page.keyboard.type('q');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');

  // Menus and palette show what holds.
  await page.keyboard.press('Control+j');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /^Connect to…/ })).toContainText('Q');
  await expect(page.getByRole('menuitem', { name: /^Bypass/ })).toContainText('Ctrl+D');
  await chooseFromMenu(page, 'Collapse');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('bypass the selection');
  await expect(page.getByRole('option', { name: /^Bypass the selection/ })).toContainText('Ctrl+D');
  await page.keyboard.press('Escape');

  expect(await pressed()).toBe(0);

  // So it stays, until it is taken back; what is stored and makes no sense is left out, and said.
  await page.evaluate(() => {
    const kept: unknown = JSON.parse(localStorage.getItem('edgewise.keys') ?? '');
    localStorage.setItem('edgewise.keys', JSON.stringify(Object.assign({}, kept, { rename: ['Ctrl+W'] })));
  });
  await page.reload();
  await editor.hears('One of your own keys could not be read.');
  await expect(editor.nodes).toHaveCount(12);
  await page.keyboard.press('Control+j');
  await page.keyboard.press('q');
  await expect(page.getByRole('dialog', { name: /^Connect/ })).toBeVisible();
  await page.keyboard.press('Escape');

  // One command with what it was swapped with, or all.
  list = await goToKey(page, 'Bypass: back to');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('status')).toHaveText('Usual keys again: Bypass, Duplicate.');
  await list.getByLabel('Search the keys').fill('');
  await expect(list.getByRole('button', { name: 'Rename: F2. Change' })).toBeVisible();
  await expect(list.getByRole('button', { name: 'Connect from here: Q. Change' })).toBeVisible();
  await expect(list.getByRole('button', { name: 'Download the graph file: Alt+Y. Change' })).toBeVisible();
  await list.getByLabel('Search the keys').fill('connect from');
  await tabTo(page, 'Usual keys for all');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('button', { name: 'Connect from here: C. Change' })).toBeVisible();
  await list.getByLabel('Search the keys').fill('download');
  await expect(list.getByRole('button', { name: 'Download the graph file: no key yet. Give it a key' })).toBeVisible();
});
