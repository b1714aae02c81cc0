/* Data with more than two features: the answers over any two of them, chosen with pointer or keys. */
import { withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

test('the answers are drawn over two features of many, and other two can be chosen by keyboard', async ({
  editor,
  page,
}) => {
  await editor.open(withParams(xor, { data: { name: 'breast-cancer' }, train: { epochs: 3 } }));
  await editor.useBackend('WASM');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  await editor.tab('Output');
  const over = page.getByRole('button', { name: 'Over two features' });
  await expect(over).toHaveAttribute('aria-pressed', 'false');
  await over.click();
  const picture = page.getByRole('tabpanel', { name: 'Output' }).getByRole('img', { name: /^Predictions over/ });
  await expect(picture).toBeVisible();
  await expect(page.getByText(/^The other 28 features stand at the mean/)).toBeVisible();

  const [across, up] = [page.getByRole('combobox', { name: 'across' }), page.getByRole('combobox', { name: 'up' })];
  const before = await picture.getAttribute('aria-label');
  await up.focus();
  await page.keyboard.press('ArrowDown');
  await expect(up).toHaveValue('2');
  await expect(picture).not.toHaveAttribute('aria-label', before ?? '');
  // The feature of the other axis: the two change places.
  await across.selectOption('2');
  await expect(up).toHaveValue('0');

  await over.click();
  await expect(picture).toHaveCount(0);
});
