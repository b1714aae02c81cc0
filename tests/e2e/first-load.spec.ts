/* The first visit: two spirals, wired, and one click trains them on real WebGPU. */
import { expect, test } from './support/test.ts';

// At full speed the sixty epochs may be over before a hand has found Pause.
test.use({ pace: '3 epoch/s' });

test('a first visit shows the two spirals, wired and ready', async ({ editor, page }) => {
  await expect(editor.nodes).toHaveCount(12);
  await expect(editor.wires).toHaveCount(12);
  await expect(page.getByRole('textbox', { name: 'Name of the graph' })).toHaveValue('Two spirals');
  await expect(editor.backend).toHaveAccessibleName(/^Backend(: Automatic, not started yet| in use: )/);
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^16/);
  await expect(editor.progress).toHaveText('not trained yet');
  await expect(editor.train).toHaveText('Train');
});

test('one click trains on WebGPU; pause, step, stop and reset work', async ({ editor, page }) => {
  test.slow();
  await editor.useBackend('WebGPU');
  await editor.train.click();
  await expect(editor.backend).toHaveAccessibleName('Backend in use: WebGPU', { timeout: 90_000 });
  await expect(editor.train).toHaveText('Pause');
  await expect(editor.progress).toHaveText(/^epoch \d+\/60/, { timeout: 90_000 });
  await expect(page.getByRole('img', { name: /^Loss over training steps/ })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('img', { name: /^Predictions over x1 and x2/ })).toBeVisible({ timeout: 90_000 });

  await editor.train.click();
  await expect(editor.train).toHaveText('Train');
  const paused = await editor.steps();
  await editor.button('Step: train one batch').click();
  await expect.poll(() => editor.steps()).toBe(paused + 1);

  await editor.button('Stop training').click();
  await expect(editor.progress).toHaveText(/^stopped/);
  await expect(editor.button('Stop training')).toBeDisabled();

  await editor.button('Reset the weights').click();
  await expect(editor.progress).toHaveText(/not trained yet|^epoch 0/);
  await expect(editor.backend).toHaveAccessibleName('Backend in use: WebGPU');
});
