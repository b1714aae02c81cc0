/*
 * What nodes show of themselves while they train, read with the keyboard; and that nothing is asked of the run
 * that nobody sees.
 */
import type { Page } from '@playwright/test';
import { Editor } from './support/editor.ts';
import { changed, longXor, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

/** Notes what the page asks the worker to measure. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function send(message: unknown, ...rest: never[]) {
      const { watch } = message as { watch?: object };
      if (watch !== undefined) Object.assign(globalThis, { watched: Object.keys(watch) });
      post.call(this, message, ...rest);
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { watched?: string[] }).watched ?? []);
}

alone(
  'a layer shows what each of its units answers, is read with the arrow keys, and asks only while it is seen',
  async ({ page }) => {
    const watched = await listen(page);
    const editor = new Editor(page);
    await editor.visit();
    await editor.open(longXor);
    await editor.useBackend('WASM');
    await editor.select('d1');
    const maps = editor.inspector.getByRole('region', { name: 'What each unit answers' });
    await expect(maps.getByRole('img', { name: /^The 8 units of the layer/ })).toBeVisible({ timeout: 60_000 });
    await expect(maps.getByRole('status')).toContainText('Unit 1');
    await maps.getByRole('group').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(maps.getByRole('status')).toContainText('Unit 3');
    await expect.poll(watched).toContain('unitMaps');

    // The formula comes to the same number that stands on the wire behind it.
    const formula = editor.inspector.getByRole('region', { name: 'The formula with its numbers' });
    await expect(formula).toContainText('·');
    await editor.select('out');
    await expect.poll(watched).toContain('worked');

    await editor.select('train');
    await expect.poll(watched).not.toContain('unitMaps');
    await expect.poll(watched).not.toContain('worked');
  },
);

test('a digit is drawn with the keys and classified while the network trains', async ({ editor, page }) => {
  const digits = changed(xor, (graph) => {
    for (const node of graph.nodes) {
      if (node.id === 'data') node.params = { name: 'digits' };
      if (node.id === 'train') node.params = { ...node.params, epochs: 2000 };
      if (node.id === 'out') node.params = { ...node.params, units: 10 };
      if (node.id === 'prob') node.params = { ...node.params, activation: 'softmax' };
      if (node.id === 'loss') node.type = 'CategoricalCrossentropy';
    }
  });
  await editor.open(digits);
  await editor.useBackend('WASM');
  await editor.train.click();
  await editor.tab('Output');
  await page.getByRole('button', { name: 'Draw your own' }).click({ timeout: 60_000 });
  const field = page.getByRole('application', { name: /^Draw here/ });
  await field.focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  const sure = page.getByRole('listitem').filter({ hasText: /^1\d+\s%$/ });
  // A single upright line can only be a one, once the network has learned.
  await expect
    .poll(async () => Number(/(\d+)\s%$/.exec((await sure.first().textContent())?.replace(/^1/, '') ?? '')?.[1]), {
      timeout: 60_000,
    })
    .toBeGreaterThan(50);
  await page.keyboard.press('Delete');
  await expect(page.getByText('The network answers at once')).toBeVisible();
  await page.getByRole('button', { name: 'Draw your own' }).click();
  await expect(field).toHaveCount(0);
});
