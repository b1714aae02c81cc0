/* Several programs of one graph: each card tells of its own run. */
import { readFile } from 'node:fs/promises';
import { expect, test } from './support/test.ts';

test('each Train card and the wire into it show their own progress', async ({ editor, page }) => {
  await editor.open({
    name: 'effect-optimizers.json',
    text: await readFile('examples/effect-optimizers.json', 'utf8'),
  });
  await editor.useBackend('WASM');
  await page.getByRole('button', { name: 'Train all' }).click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 90_000 });
  const losses = new Set<string>();
  for (const id of ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam']) {
    const card = editor.node(id);
    await expect(card).toContainText('15 / 15', { timeout: 60_000 });
    await expect(card).toContainText(/val \w+\s*0\.\d+/);
    const wire = editor.instrument('loss.loss', `${id}.loss`);
    await expect(wire).toHaveText(/^0\.\d+$/);
    losses.add((await wire.textContent()) ?? '');
  }
  expect(losses.size).toBe(5);
  await page.getByRole('group', { name: 'Training' }).getByText(/^done/).hover();
  await expect(page.getByRole('tooltip')).toContainText(/momentum: done · epoch 15, step [\d,]+, loss 0\.\d+/);
});
