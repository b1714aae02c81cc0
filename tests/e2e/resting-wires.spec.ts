/* What wires say when training is over, and when the graph has changed since. */
import { withParams, xor } from './support/graphs.ts';
import { saysOneLoss } from './support/one-loss.ts';
import { expect, test } from './support/shared.ts';

test('after the end, wire, card, curve and inspector say the same loss', async ({ editor }) => {
  await editor.open(withParams(xor, { train: { epochs: 3 } }));
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  await saysOneLoss(editor);
});

test('a figure of the graph before a change does not look like one of now', async ({ editor }) => {
  await editor.open(withParams(xor, { train: { epochs: 3 } }));
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  const instrument = editor.instrument('tanh1.outputs', 'out.inputs');
  await expect(instrument).toHaveAttribute('data-age', 'fresh');
  await editor.select('loss');
  await editor.select('train');
  await editor.param('batch_size').fill('16');
  await editor.param('batch_size').press('Enter');
  await expect(instrument).toHaveAttribute('data-age', 'stale');
});
