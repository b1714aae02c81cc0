/* What a key deletes, and where the keys go on when that comes back. */
import { xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

test.beforeEach(async ({ editor }) => {
  await editor.open(xor);
});

test('undoing a deletion selects what comes back, and the keys go on there', async ({ editor, page }) => {
  await editor.select('tanh1');
  await page.keyboard.press('Delete');
  await expect(editor.node('d1')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(editor.node('tanh1')).toBeFocused();
  await expect(editor.node('tanh1')).toHaveClass(/selected/);
  await page.keyboard.press('Delete');
  await expect(editor.node('tanh1')).toHaveCount(0);
  await expect(editor.nodes).toHaveCount(7);
  await page.keyboard.press('Control+z');

  // A wire is selected again, too, and the keys stay where they are.
  await editor.selectWire('d1.outputs', 'tanh1.inputs');
  await page.keyboard.press('Delete');
  await expect(editor.wires).toHaveCount(7);
  await page.keyboard.press('Control+z');
  await expect(editor.instrument('d1.outputs', 'tanh1.inputs')).toHaveAttribute('data-selected', 'true');
  await page.keyboard.press('Delete');
  await expect(editor.wires).toHaveCount(7);
  await page.keyboard.press('Control+z');

  // By the button, the focus stays on the button, and on the canvas it is where the card is again.
  await editor.select('out');
  await page.keyboard.press('Delete');
  await editor.button(/^Undo: /).focus();
  await page.keyboard.press('Enter');
  await expect(editor.node('out')).toHaveClass(/selected/);
  await expect(editor.canvas.locator(':focus')).toHaveCount(0);
  await editor.canvas.focus();
  await expect(editor.node('out')).toBeFocused();
});

test('in the outline the row that comes back has the focus', async ({ editor, page }) => {
  await editor.tab('Outline');
  const row = (id: string) => page.locator(`[role="treeitem"][data-row="${id}"]`);
  await row('d1').click();
  await page.keyboard.press('Delete');
  await expect(row('d1')).toHaveCount(0);
  await expect(page.locator('[role="treeitem"]:focus')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(row('d1')).toBeFocused();
  await expect(editor.node('d1')).toHaveClass(/selected/);
});

test('redo selects what comes again and the keys go on there; so does a step in the list', async ({ editor, page }) => {
  await editor.select('tanh1');
  await page.keyboard.press('Control+d');
  await expect(editor.node('tanh2')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(editor.node('tanh1')).toHaveClass(/selected/);
  await editor.select('out');
  await page.keyboard.press('Control+Shift+z');
  await expect(editor.node('tanh2')).toBeFocused();
  await expect(editor.node('tanh2')).toHaveClass(/selected/);
  await expect(editor.node('out')).not.toHaveClass(/selected/);
  await page.keyboard.press('Delete');
  await expect(editor.nodes).toHaveCount(8);

  await editor.button('List of all steps').click();
  const list = page.getByRole('region', { name: 'List of all steps' });
  await list.getByRole('button', { name: /^Duplicate/ }).click();
  await expect(editor.nodes).toHaveCount(9);
  await expect(editor.node('tanh2')).toHaveClass(/selected/);
});

test('a key deletes the card that keys have led to, and leaves what is selected elsewhere', async ({
  editor,
  page,
}) => {
  await editor.node('d1').focus();
  await page.keyboard.press('Space');
  await expect(editor.node('d1')).toHaveClass(/selected/);
  await page.keyboard.press(']');
  await expect(editor.node('tanh1')).toBeFocused();
  await page.keyboard.press('Delete');
  await editor.hears('Removed tanh1.');
  await expect(editor.node('tanh1')).toHaveCount(0);
  await expect(editor.node('d1')).toBeVisible();
  await page.keyboard.press('Control+z');

  // With a selection of several, only the one that was walked to goes.
  await page.keyboard.press('Escape');
  await editor.select('d1');
  await editor.select('out', { more: true });
  await page.keyboard.press('[');
  await expect(editor.node('tanh1')).toBeFocused();
  await page.keyboard.press('Control+Delete');
  await expect(editor.wire('d1.outputs', 'out.inputs')).toBeAttached();
  await expect(editor.nodes).toHaveCount(7);
  await page.keyboard.press('Control+z');

  // What is selected after the keys have led somewhere is what is meant.
  await page.keyboard.press('Escape');
  await editor.node('d1').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('w');
  await page.keyboard.type('out.inputs');
  await page.keyboard.press('Enter');
  await editor.hears('Selected the wire from tanh1.outputs to out.inputs.');
  await expect(editor.node('tanh1')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(editor.wire('tanh1.outputs', 'out.inputs')).toHaveCount(0);
  await expect(editor.nodes).toHaveCount(8);
});
