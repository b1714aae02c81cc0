/* The loss, as it stands in all the places that show it. */
import type { Editor } from './editor.ts';
import { expect } from './test.ts';

/** Wire, card, inspector and curve show one loss. */
export async function saysOneLoss(editor: Editor): Promise<void> {
  const { page } = editor;
  await editor.selectWire('loss.loss', 'train.loss');
  await expect(page.getByRole('img', { name: /^Loss over training steps/ })).toBeVisible();
  // The canvas moves ten times a second, so its last figure may come a moment after the end.
  await expect(async () => {
    const wire = await editor.instrument('loss.loss', 'train.loss').textContent();
    expect(wire).toMatch(/^\d[\d.e−]+$/);
    const told = { timeout: 200 };
    await expect(editor.node('loss')).toContainText(String(wire), told);
    await expect(editor.inspector).toContainText(String(wire), told);
    await expect(page.getByText(new RegExp(`^training\\s*${String(wire)}`)).first()).toBeVisible(told);
  }).toPass({ timeout: 5000 });
}
