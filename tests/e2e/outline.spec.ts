/* The outline: the graph read and changed as a list, by keyboard alone; and the canvas as one stop for Tab. */
import type { Locator, Page } from '@playwright/test';
import { violationsInBothThemes } from './support/axe.ts';
import { edgesOf, nodesOf, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

const row = (page: Page, id: string): Locator => page.getByRole('treeitem').and(page.locator(`[data-row="${id}"]`));
const order = (page: Page): Promise<(string | null)[]> =>
  page.getByRole('treeitem').evaluateAll((rows) => rows.map((each) => each.getAttribute('data-row')));

/** Shows the outline from the command palette and comes to it with Tab. */
async function enterOutline(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByLabel('Search commands and nodes')).toBeFocused();
  await page.keyboard.type('show outline');
  await expect(page.getByRole('option').first()).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Outline' }).focus();
  const focused = page.locator('[role="treeitem"]:focus');
  for (let i = 0; i < 6 && (await focused.count()) === 0; i++) await page.keyboard.press('Tab');
  await expect(focused).toHaveCount(1);
}

/** Adds a node behind the selected one and comes back to the outline, at that node. */
async function add(page: Page, name: string, id: string): Promise<void> {
  await page.keyboard.press('Shift+A');
  await expect(page.getByRole('dialog', { name: 'Add a node' })).toBeVisible();
  await page.keyboard.type(name);
  await expect(page.getByRole('option').first()).toContainText(name);
  await page.keyboard.press('Enter');
  await expect(row(page, id)).toHaveAttribute('aria-selected', 'true');
}

test('a network for xor is put right in the outline by keyboard alone', async ({ editor, page }) => {
  await editor.newGraph();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.type('show outline');
  await expect(page.getByRole('option').first()).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The graph is empty.')).toBeVisible();
  await editor.canvas.focus();
  for (const [name, id] of [
    ['Dataset', 'dataset1'],
    ['Dense', 'dense1'],
    ['tanh', 'activation1'],
    ['Dense', 'dense2'],
    ['sigmoid', 'activation2'],
    ['BinaryCrossentropy', 'bc1'],
    ['Train', 'train1'],
    ['Adam', 'adam1'],
  ] as const)
    await add(page, name, id);
  expect(await order(page)).toEqual([
    'dataset1',
    'dense1',
    'activation1',
    'dense2',
    'activation2',
    'bc1',
    'train1',
    'adam1',
  ]);
  await expect(row(page, 'adam1')).toHaveAttribute('aria-level', '2');

  await enterOutline(page);
  await page.keyboard.press('Home');
  await expect(row(page, 'dataset1')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'dense1')).toBeFocused();
  await expect(editor.node('dense1')).toHaveClass(/selected/);
  await expect(row(page, 'dense1')).toHaveAccessibleName(/Dense, dense1, .*reads from dataset1, feeds activation1/);

  // Renamed where it stands, and the row is still the one with the focus.
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog', { name: 'Rename dense1' })).toBeVisible();
  await page.getByRole('dialog').getByLabel(/id/i).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('hidden');
  await page.keyboard.press('Enter');
  await editor.hears('dense1 is now called hidden.');
  await expect(row(page, 'hidden')).toBeFocused();

  // Along the wires, by name, and bypassed.
  await page.keyboard.press(']');
  await expect(row(page, 'activation1')).toBeFocused();
  await page.keyboard.press('[');
  await expect(row(page, 'hidden')).toBeFocused();
  await page.keyboard.press('a');
  await expect(row(page, 'activation1')).toBeFocused();
  await page.keyboard.press('Control+b');
  await editor.hears('Bypassed activation1.');
  await expect(row(page, 'activation1')).toHaveAccessibleName(/bypassed/);
  await page.keyboard.press('Control+b');
  await expect(row(page, 'activation1')).not.toHaveAccessibleName(/bypassed/);

  // Out of the middle with its wires joined, then cut and wired anew.
  await page.keyboard.press('Control+Delete');
  await expect(row(page, 'activation1')).toHaveCount(0);
  await expect(editor.wire('hidden.outputs', 'dense2.inputs')).toBeAttached();
  await expect(row(page, 'dense2')).toBeFocused();
  await page.keyboard.press('-');
  await expect(page.getByRole('dialog', { name: 'Remove which wire of dense2?' })).toBeVisible();
  await page.keyboard.type('hidden');
  await page.keyboard.press('Enter');
  await expect(editor.wire('hidden.outputs', 'dense2.inputs')).toHaveCount(0);
  // What leads nowhere now has come to stand last; the focus is where it was.
  await expect(page.getByRole('treeitem').last()).toHaveAttribute('data-row', 'hidden');
  await expect(page.locator('[role="treeitem"]:focus')).toHaveCount(1);
  await page.keyboard.press('h');
  await expect(row(page, 'hidden')).toBeFocused();
  await page.keyboard.press('+');
  await expect(page.getByRole('dialog')).toHaveAccessibleName(/^Connect hidden/);
  await page.keyboard.type('dense2.inputs');
  await page.keyboard.press('Enter');
  await editor.hears('Connected hidden.outputs to dense2.inputs');
  await expect(editor.wire('hidden.outputs', 'dense2.inputs')).toBeAttached();
  await expect(row(page, 'hidden')).toBeFocused();

  // All actions by the key for menus, here and on a card; Escape leads back.
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /^Connect to/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(row(page, 'hidden')).toBeFocused();
  await editor.node('hidden').focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /^Connect/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await enterOutline(page);

  // A copy, which goes again.
  await page.keyboard.press('Control+d');
  await expect(page.getByRole('treeitem')).toHaveCount(8);
  await expect(row(page, 'hidden')).not.toBeFocused();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('treeitem')).toHaveCount(7);
  await expect(page.locator('[role="treeitem"]:focus')).toHaveCount(1);

  const saved = await editor.save();
  expect([...nodesOf(saved).keys()]).toContain('hidden');
  expect(edgesOf(saved)).toContain('hidden.outputs->dense2.inputs');

  await page.keyboard.press('Home');
  await expect(row(page, 'dataset1')).toBeFocused();
  await page.keyboard.press('h');
  await expect(row(page, 'hidden')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.param('units')).toBeFocused();
});

test('what serves a node closes under it, and a selection elsewhere is followed', async ({ editor, page }) => {
  await editor.open(xor);
  await enterOutline(page);
  await page.keyboard.press('End');
  await expect(row(page, 'opt')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, 'train')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, 'train')).toHaveAttribute('aria-expanded', 'false');
  await expect(row(page, 'opt')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'opt')).toBeFocused();
  await expect(page.locator('[role="treeitem"][tabindex="0"]')).toHaveCount(1);
  await editor.select('tanh1');
  await expect(row(page, 'tanh1')).toHaveAttribute('tabindex', '0');
  await page.getByRole('button', { name: 'out', exact: true }).first().click();
  await expect(editor.node('out')).toHaveClass(/selected/);
});

test('the canvas is one stop for Tab, and its arrows follow the wires', async ({ editor, page }) => {
  await editor.open(xor);
  // From the last thing before the canvas to the first behind it.
  await editor.canvas.focus();
  await page.keyboard.press('Shift+Tab');
  let stops = 0;
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab');
    const inside = await editor.canvas.evaluate((canvas) => canvas.contains(document.activeElement));
    if (inside) stops++;
    else if (stops > 0) break;
  }
  expect(stops).toBe(1);
  // What the browser would stop at, whatever is drawn: cards, wires, buttons and links alike.
  const tabbable = await editor.canvas.evaluate(
    (canvas) =>
      [canvas, ...canvas.querySelectorAll('*')].filter((each) => 'tabIndex' in each && each.tabIndex >= 0).length,
  );
  expect(tabbable).toBe(1);

  await page.keyboard.press('Shift+Tab');
  await expect(editor.canvas.locator('.react-flow__node:focus')).toHaveCount(1);
  await expect(editor.node('data')).toBeFocused();
  for (const [key, id] of [
    ['ArrowRight', 'd1'],
    ['ArrowRight', 'tanh1'],
    ['ArrowRight', 'out'],
    ['ArrowRight', 'prob'],
    [']', 'loss'],
    ['ArrowLeft', 'prob'],
    ['[', 'out'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(editor.node(id)).toBeFocused();
    await expect(editor.node(id)).toBeInViewport({ ratio: 0.99 });
  }
});

test.describe(() => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('the outline has no violations', async ({ editor, page }) => {
    await editor.open(xor);
    await editor.tab('Outline');
    await row(page, 'd1').click();
    await page.keyboard.press('Control+b');
    expect(await violationsInBothThemes(page)).toEqual([]);
  });
});

test('a row is copied, pasted and cut by keys, which stay in the list', async ({ editor, page }) => {
  await editor.open(xor);
  await editor.tab('Outline');
  await row(page, 'd1').click();
  await page.keyboard.press('Control+c');
  await editor.hears('Copied d1.');
  await page.keyboard.press('Control+v');
  await editor.hears('Pasted d2.');
  await expect(row(page, 'd2')).toBeFocused();
  await page.keyboard.press('Control+x');
  await editor.hears('Cut d2.');
  await expect(row(page, 'd2')).toHaveCount(0);
  await expect(page.locator('[role="treeitem"]:focus')).toHaveCount(1);
  await page.keyboard.press('Control+v');
  await expect(row(page, 'd2')).toBeFocused();
});
