/* What the bar's buttons say of themselves: to the pointer, to the keyboard, and no longer than wanted. */
import { spirals, withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

test.beforeEach(async ({ editor }) => {
  await editor.open(spirals);
});

/** Where nothing lies that says something of itself: the free corner of the canvas. */
const REST = { x: 260, y: 560 };

test('a tip comes when the pointer rests or the keyboard arrives, describes the button, and goes on Escape', async ({
  editor,
  page,
}) => {
  const tip = page.getByRole('tooltip');
  const help = editor.button('Keyboard shortcuts');
  await help.hover();
  await expect(tip).toHaveText('Keyboard shortcuts?');
  await expect(help).toHaveAccessibleDescription('Keyboard shortcuts?');
  const inside = await tip.boundingBox();
  expect(inside !== null && inside.x >= 0 && inside.x + inside.width <= 1440).toBe(true);
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);

  await page.mouse.move(REST.x, REST.y);
  await editor.train.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(tip).toContainText('Train the network');
  await page.keyboard.press('Tab');
  await expect(tip).toHaveCount(0);
});

test('the tip of a button that is switched off under the pointer does not stay', async ({ editor, page }) => {
  // Long enough to be seen at it, and nothing stops it early.
  await editor.open(withParams(xor, { train: { epochs: 20_000 } }));
  await expect(editor.backend).toHaveAccessibleName('Backend in use: WASM', { timeout: 60_000 });
  const tip = page.getByRole('tooltip');
  await editor.button('Step: train one batch').hover();
  await expect(tip).toContainText('Train one batch');
  await page.keyboard.press('Control+Enter');
  await expect(editor.train).toHaveText('Pause');
  await page.mouse.move(REST.x, REST.y);
  await expect(tip).toHaveCount(0);
});

test('a wire that does not hear that the pointer has left it does not go on telling of itself', async ({
  editor,
  page,
}) => {
  const details = page.getByRole('tooltip').filter({ hasText: 'd1.outputs → bn1.inputs' });
  await editor.instrument('d1.outputs', 'bn1.inputs').hover();
  await expect(details).toBeVisible();
  // As where it goes from under the pointer.
  await page.evaluate(() => {
    const unheard = (event: Event) => event.stopImmediatePropagation();
    window.addEventListener('mouseout', unheard, true);
    window.addEventListener('pointerup', () => window.removeEventListener('mouseout', unheard, true), { once: true });
  });
  await page.mouse.move(REST.x, REST.y);
  await page.mouse.move(REST.x + 5, REST.y);
  await expect(details).toHaveCount(0);
  await page.mouse.click(REST.x, REST.y);
});
