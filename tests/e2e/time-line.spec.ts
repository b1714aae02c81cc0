/* Looking back over a run while it goes on: what is shown is of that step, says so, and gives way to the present. */
import { withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

test('the time line shows a step of the past, and the way back', async ({ editor, page }) => {
  await editor.open(withParams(xor, { train: { epochs: 40 } }));
  await editor.useBackend('WASM');
  await expect(page.getByRole('button', { name: /^Look back over this run: nothing/ })).toBeVisible();
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  await editor.button('Look back over this run').click();

  const line = page.getByRole('region', { name: 'Time line' });
  const slider = line.getByRole('slider', { name: 'Recorded step that is shown' });
  const instrument = editor.instrument('d1.outputs', 'tanh1.inputs');
  await expect(line).toContainText(/Step [\d,]+: the present/);
  await expect(instrument).toHaveAttribute('data-age', 'fresh');
  const present = await instrument.textContent();

  // By keys, to the first weights.
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(line).toContainText(/Step 0 of [\d,]+: looking back/);
  await expect(instrument).toHaveAttribute('data-age', 'old');
  await expect(instrument).not.toHaveText(present ?? '');
  await expect(editor.canvas).toHaveAttribute('data-past', 'true');
  await expect(editor.progress).toHaveText(/^done/);

  await line.getByRole('button', { name: 'Back to now' }).click();
  await expect(instrument).toHaveAttribute('data-age', 'fresh');
  await expect(instrument).toHaveText(present ?? '');

  // A replay ends in the present.
  await line.getByRole('button', { name: 'Replay the run' }).click();
  await expect(line).toContainText('looking back');
  await expect(line).toContainText('the present', { timeout: 60_000 });

  // Another training has another past.
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(editor.canvas).toHaveAttribute('data-past', 'true');
  await editor.button('Reset').click();
  await expect(editor.canvas).not.toHaveAttribute('data-past', 'true');
  await editor.button('Close the time line').click();
  await expect(line).toHaveCount(0);
});
