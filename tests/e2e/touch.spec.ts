/* The canvas under a finger: a wire by two taps, from port to port, and to what is added at a place. */
import type { Page } from '@playwright/test';
import { middle } from './support/editor.ts';
import { xor } from './support/graphs.ts';
import { expect, test } from './support/test.ts';

test.use({ hasTouch: true });

test.beforeEach(async ({ editor }) => {
  await editor.open(xor);
});

async function tap(page: Page, { x, y }: { readonly x: number; readonly y: number }): Promise<void> {
  await page.touchscreen.tap(x, y);
}

test('two taps make a wire, and the ports that fit show themselves in between', async ({ editor, page }) => {
  await tap(page, await middle(editor.port('tanh1.outputs')));
  await expect(editor.port('loss.y_pred')).toHaveAttribute('data-fit', 'fits');
  await tap(page, await middle(editor.port('loss.y_pred')));
  await expect(editor.wire('tanh1.outputs', 'loss.y_pred')).toBeAttached();
  await expect(editor.port('loss.y_pred')).toHaveAttribute('data-fit', 'idle');
});

test('a second tap that cannot be says why', async ({ editor, page }) => {
  await tap(page, await middle(editor.port('tanh1.outputs')));
  await tap(page, await middle(editor.port('out.outputs')));
  await editor.hears('Both ends are outputs');
  await expect(editor.wires).toHaveCount(8);
});

test('a tap on the empty canvas asks what to add behind the port', async ({ editor, page }) => {
  const pane = await editor.canvas.boundingBox();
  await tap(page, await middle(editor.port('tanh1.outputs')));
  await tap(page, { x: (pane?.x ?? 0) + 40, y: (pane?.y ?? 0) + 24 });
  await expect(page.getByRole('dialog', { name: /Add/ })).toBeVisible();
});
