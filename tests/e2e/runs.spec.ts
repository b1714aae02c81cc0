/* Runs are kept, compared, and bring their graph back. */
import { twoVariants, withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/test.ts';

const longVariants = withParams(twoVariants, { train: { epochs: 100_000 }, short: { epochs: 100_000 } });

test('two runs with different units are kept and compared, and the graph of the first comes back', async ({
  editor,
  page,
}) => {
  await editor.open(withParams(xor, { train: { epochs: 20 } }));
  await editor.tab('Runs');
  await expect(page.getByText('Every run is kept here')).toBeVisible();
  const trainOnce = async () => {
    await editor.train.click();
    await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  };
  await trainOnce();
  await editor.select('d1');
  await editor.param('units').fill('5');
  await editor.param('units').press('Enter');
  await trainOnce();

  const runs = page.getByRole('region', { name: 'Runs', exact: true });
  const rows = runs.locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText(/units of d1: \d+ → 5/);
  await expect(rows.nth(1)).toContainText('first run of');
  await expect(rows.nth(1)).toContainText('20/20');

  // By keyboard: choose both, rename one, sort.
  await runs.getByRole('checkbox', { name: 'Compare Run 2' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('F2');
  await page.keyboard.type('Narrow');
  await page.keyboard.press('Enter');
  await expect(runs.getByRole('checkbox', { name: 'Compare Narrow' })).toBeFocused();
  await runs.getByRole('button', { name: 'Epochs' }).click();
  await expect(runs.getByRole('columnheader', { name: 'Epochs' })).toHaveAttribute('aria-sort', 'ascending');

  await editor.button('Show 2 runs in Curves').click();
  await expect(
    page.getByRole('img', { name: /^Loss over training steps.*2 runs laid over each other.*Narrow/ }),
  ).toBeVisible();
  await editor.button('Data table').click();
  await expect(page.getByRole('columnheader', { name: 'Narrow' })).toBeVisible();
  await editor.button('End comparison of 2 runs').click();
  await expect(page.getByRole('columnheader', { name: 'Narrow' })).toBeHidden();

  // The first run's graph comes back in one step, and so does the present one.
  await editor.tab('Runs');
  await runs.getByRole('button', { name: 'Open the graph of Narrow' }).click();
  await editor.select('d1');
  await expect(editor.param('units')).not.toHaveValue('5');
  await page.keyboard.press('Escape');
  await editor.button(/^Undo/).click();
  await editor.select('d1');
  await expect(editor.param('units')).toHaveValue('5');

  // They are there after a reload, can be deleted and brought back.
  await page.reload();
  await editor.tab('Runs');
  await expect(rows).toHaveCount(2);
  await runs.getByRole('checkbox', { name: 'Compare Run 2' }).focus();
  await page.keyboard.press('Delete');
  await expect(rows).toHaveCount(1);
  await editor.button('Bring 1 run back').click();
  await expect(rows).toHaveCount(2);
  const download = page.waitForEvent('download');
  await editor.button('More for runs').click();
  await page.getByRole('menuitem', { name: 'Export table (CSV)' }).click();
  expect((await download).suggestedFilename()).toBe('edgewise-runs.csv');
});

test('several values are tried beside the open graph, and compared', async ({ editor, page }) => {
  await editor.open(withParams(xor, { train: { epochs: 5 } }));
  await editor.select('d1');
  const before = await editor.param('units').inputValue();
  await editor.inspector.getByRole('button', { name: 'Try several values…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Try several values' });
  await dialog.getByLabel('Values', { exact: true }).fill('2, many');
  await expect(dialog.getByText('Found “many”, expected a whole number')).toBeVisible();
  await dialog.getByLabel('Values', { exact: true }).fill('2, 4, 8');
  await dialog.getByRole('button', { name: 'Train 3 runs' }).click();
  const rows = page.getByRole('region', { name: 'Runs', exact: true }).locator('tbody tr');
  await expect(rows).toHaveCount(3, { timeout: 60_000 });
  await editor.hears('Tried 3 values: units of d1');
  await expect(rows.first()).toContainText('units of d1: 8');
  await expect(
    page.getByRole('img', { name: /best validation loss by units of d1, 3 values: \d is best/ }),
  ).toBeAttached();
  // The graph and its run are as they were.
  await editor.select('d1');
  await expect(editor.param('units')).toHaveValue(before);
  await expect(editor.progress).toHaveText(/^not trained/);
});

test('two programs of one graph train side by side, are compared live and rest together', async ({ editor, page }) => {
  await editor.open(twoVariants);
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  await editor.tab('Runs');
  const rows = page.getByRole('region', { name: 'Runs', exact: true }).locator('tbody tr');
  await expect(rows).toHaveCount(2, { timeout: 60_000 });
  await expect(rows.filter({ hasText: '2/2' })).toHaveCount(1, { timeout: 60_000 });
  await expect(rows.filter({ hasText: '40/40' })).toHaveCount(1);
  // The same net on the same batches from the same weights: what the short one reached, the long one passed.
  await editor.tab('Curves');
  await editor.button('Data table').click();
  const second = page.getByRole('region', { name: 'Runs in figures' }).getByRole('row', { name: /^2 / });
  const [one, two] = await second.getByRole('cell').allTextContents();
  expect(one).toBe(two);

  // With many epochs: one press pauses both.
  await editor.open(longVariants);
  await page.keyboard.press('Alt+Shift+Enter');
  await expect(editor.train).toHaveText('Pause');
  await expect(editor.progress).toHaveText(/^epoch \d+/, { timeout: 60_000 });
  await editor.train.click();
  await expect(editor.train).toHaveText('Train', { timeout: 60_000 });
  await editor.tab('Runs');
  await expect(rows.filter({ hasText: 'paused' })).toHaveCount(2);
});
