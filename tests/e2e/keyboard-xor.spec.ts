/* Exclusive or, built, trained, read and saved without a mouse. */
import { edgesOf, nodesOf } from './support/graphs.ts';
import { add, choose, command, connect, focusedText, tabTo, type } from './support/keyboard.ts';
import { expect, test } from './support/test.ts';

// In `npm test` the outline's xor and the ten names are built by keys.
test('a network for xor is built and trained by keyboard alone', { tag: '@thorough' }, async ({ editor, page }) => {
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
