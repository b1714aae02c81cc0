/* The list of steps: opened by key or button, walked with arrows, and a jump is one change. */
import { xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

test('one jumps in the list of steps with the keys, and back with the pointer', async ({ editor, page }) => {
  await editor.open(xor);
  const before = await editor.save();
  await editor.select('d1');
  await page.keyboard.press('Delete');
  await editor.select('tanh1');
  await page.keyboard.press('Delete');
  const left = await editor.nodes.count();

  await page.keyboard.press('Control+Alt+z');
  const list = page.getByRole('region', { name: 'List of all steps' });
  const present = list.locator('[aria-current="step"]');
  await expect(present).toBeFocused();
  await expect(present).toContainText('Remove');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(editor.nodes).toHaveCount(left + 2);
  await editor.hears(/Undone: 2 steps/);
  expect((await editor.save()).text).toBe(before.text);

  await list
    .getByRole('button', { name: /Remove.*undone/ })
    .first()
    .click();
  await expect(editor.nodes).toHaveCount(left);
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);

  await editor.button('List of all steps').click();
  await expect(present).toBeFocused();
});

alone('after a reload undo and redo go on with the steps of before', async ({ editor, page }) => {
  await editor.open(xor);
  const before = await editor.save();
  for (const id of ['d1', 'tanh1', 'prob']) {
    await editor.select(id);
    await page.keyboard.press('Delete');
  }
  const left = await editor.nodes.count();
  await page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(left + 1);
  await page.reload();
  await expect(editor.nodes).toHaveCount(left + 1);
  await expect(editor.button(/^Undo: Remove Activation/)).toBeEnabled();
  await expect(editor.button(/^Redo: Remove Activation/)).toBeEnabled();
  await page.keyboard.press('Control+Shift+z');
  await expect(editor.nodes).toHaveCount(left);
  await page.reload();
  await expect(editor.nodes).toHaveCount(left);
  await page.keyboard.press('Control+Alt+z');
  const list = page.getByRole('region', { name: 'List of all steps' });
  await expect(list.getByRole('button', { name: /^Remove/ })).toHaveCount(3);
  await page.keyboard.press('Escape');
  for (let i = 1; i <= 3; i++) {
    await page.keyboard.press('Control+z');
    await expect(editor.nodes).toHaveCount(left + i);
  }
  expect((await editor.save()).text).toBe(before.text);
});
