/* Versions: kept by hand and by themselves, compared, brought back in one step, renamed and deleted, by keys too. */
import { xor } from './support/graphs.ts';
import { expect, test } from './support/test.ts';

test('a version is saved, compared, brought back, renamed and deleted with the keys', async ({ editor, page }) => {
  await editor.open(xor);
  await page.keyboard.press('Control+Alt+s');
  const list = page.getByRole('region', { name: 'Versions of this graph' });
  const rows = list.getByRole('listitem');
  const field = list.getByLabel('Name for the present state');
  await expect(field).toBeFocused();
  await page.keyboard.type('Before pruning');
  await page.keyboard.press('Enter');
  await expect(rows.first()).toContainText('Before pruning');
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);

  await editor.select('tanh1');
  await page.keyboard.press('Delete');
  const left = await editor.nodes.count();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('versions of this graph');
  await expect(page.getByRole('option').first()).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  const saved = rows.filter({ has: page.getByRole('button', { name: 'Bring back Before pruning', exact: true }) });
  await expect(rows.first().locator('[data-row]')).toBeFocused();

  // Where the list is open, its key leads to the field, also from there, and so does the menu.
  await page.keyboard.press('Control+Alt+s');
  await page.keyboard.type('one');
  await page.keyboard.press('Control+Alt+s');
  await page.keyboard.type('two');
  await expect(field).toHaveValue('onetwo');
  await field.fill('');
  await editor.button(/^File$/).click();
  await page.getByRole('menuitem', { name: 'Save a version…' }).click();
  await expect(field).toBeFocused();

  // A row compares: what differs is marked on the canvas, beside the list.
  await saved.locator('[data-row]').click();
  const bar = page.getByRole('region', { name: 'Comparison' });
  await expect(bar).toContainText('Compared with “Before pruning”');
  await expect(bar).toContainText('removed');
  await bar.getByRole('button', { name: /^Done/ }).click();
  await expect(bar).toHaveCount(0);

  await saved.locator('[data-row]').focus();
  await page.keyboard.press('ArrowRight');
  await expect(saved.getByRole('button', { name: 'Bring back Before pruning' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.nodes).toHaveCount(left + 1);
  await expect(rows.first()).toContainText('Before “Before pruning” was brought back');
  await expect(rows.first()).toContainText('1 node removed');

  await saved.locator('[data-row]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Whole');
  await page.keyboard.press('Enter');
  await expect(rows.filter({ hasText: 'Whole' })).toHaveCount(1);

  const count = await rows.count();
  await rows
    .first()
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(rows).toHaveCount(count - 1);
  await list.getByRole('button', { name: 'Bring it back to the list' }).click();
  await expect(rows).toHaveCount(count);
  await page.keyboard.press('Escape');
  await editor.button(/^Undo: Bring back/).click();
  await expect(editor.nodes).toHaveCount(left);
});

test('versions are made when training begins and before another graph is opened, and survive a reload', async ({
  editor,
  page,
}) => {
  await editor.useBackend('WASM');
  await editor.open(xor);
  await editor.select('tanh1');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+z');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^(epoch|done)/);
  await editor.select('tanh1');
  await page.keyboard.press('Delete');
  const left = await editor.nodes.count();
  await editor.newGraph();
  await page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(left);
  await page.reload();
  await editor.button(/^File$/).click();
  await page.getByRole('menuitem', { name: 'Versions…' }).click();
  const rows = page.getByRole('region', { name: 'Versions of this graph' }).getByRole('listitem');
  await expect(rows.first()).toContainText('Before another graph was opened');
  await expect(rows.first()).toContainText('1 node removed');
  await expect(rows.last()).toContainText('As it was opened');
  await page.getByRole('tab', { name: 'Versions' }).press('ArrowLeft');
  await expect(page.getByRole('region', { name: 'List of all steps' })).toBeVisible();
});
