/* The landscape of the loss: drawn on request, at rest and while training goes on, and old when training has moved on. */
import { longXor, withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/test.ts';

test('the landscape around trained weights, and the path that training took', async ({ editor, page }) => {
  // A few epochs are over in milliseconds, and have a path all the same.
  await editor.open(withParams(xor, { train: { epochs: 10 } }));
  await editor.useBackend('WASM');
  await page.getByRole('tab', { name: 'Landscape' }).click();
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });

  const tab = page.getByRole('tabpanel', { name: 'Landscape' });
  const draw = tab.getByRole('button', { name: 'Draw the landscape' });
  await draw.click();
  await expect(tab.getByText(/^At step [\d,]+ the loss on 256 training rows is/)).toBeVisible({ timeout: 60_000 });
  await expect(tab.getByText(/^(On average|Around the present weights)/)).toBeVisible();

  await tab.getByText('Path of training').click();
  await draw.click();
  await expect(tab.getByText(/^These two directions hold [\d.]+\s%/)).toBeVisible({ timeout: 60_000 });
  await expect(tab.getByRole('table', { name: 'The path of training' })).toBeAttached();
});

// So that something is left of the machine for the drawing.
test.describe(() => {
  test.use({ pace: '10 epoch/s' });
  test('drawn while training goes on, it says of which step it is', async ({ editor, page }) => {
    await editor.open(longXor);
    await editor.useBackend('WASM');
    await page.getByRole('tab', { name: 'Landscape' }).click();
    await editor.train.click();
    const tab = page.getByRole('tabpanel', { name: 'Landscape' });
    await tab.getByRole('button', { name: 'Draw the landscape' }).click();
    await expect(tab.getByText(/^At step/)).toBeVisible({ timeout: 90_000 });
    await expect(tab.getByText(/^Drawn at step [\d,]+; training is at step [\d,]+\.$/)).toBeVisible();
    await editor.train.click();
  });
});
