/* A page that is gone in the middle of a training: the next visit finds it where it was. */
import { withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/test.ts';

test('a training is there after a reload, paused where it was, and goes on', async ({ editor, page }) => {
  await editor.open(withParams(xor, { train: { epochs: 100_000 } }));
  await editor.train.click();
  const epoch = async () => Number(/epoch (\d+)/.exec((await editor.progress.textContent()) ?? '')?.[1] ?? 0);
  await expect.poll(epoch, { timeout: 60_000 }).toBeGreaterThan(100);
  // At rest all of it is kept; what comes after that may be a moment old when the page goes.
  await editor.train.click();
  await expect(editor.train).toHaveText('Train');
  const rested = await epoch();
  await editor.train.click();
  await expect.poll(epoch, { timeout: 60_000 }).toBeGreaterThan(rested);

  await page.reload();
  await editor.hears(/^Training was kept up to epoch [\d,]+ when this page was closed\. Train goes on from there\./);
  await expect.poll(epoch, { timeout: 60_000 }).toBeGreaterThanOrEqual(rested);
  await expect.poll(() => editor.steps(), { timeout: 60_000 }).toBeGreaterThan(0);
  await expect(editor.train).toHaveText('Train');
  const reached = await epoch();
  await expect(page.getByRole('img', { name: /^Loss over training steps/ })).toBeVisible();

  await editor.train.click();
  await expect.poll(epoch, { timeout: 60_000 }).toBeGreaterThan(reached);
  await editor.tab('Runs');
  await expect(page.getByRole('region', { name: 'Runs', exact: true }).locator('tbody tr')).toHaveCount(1);

  await editor.button('Reset the weights').click();
  await expect(editor.progress).toHaveText('not trained yet');
  await page.reload();
  await expect(editor.instrument('d1.outputs', 'tanh1.inputs')).toHaveText(/±/, { timeout: 60_000 });
  await expect(editor.progress).toHaveText('not trained yet');
});
