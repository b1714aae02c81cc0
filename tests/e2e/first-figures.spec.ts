/* What flows at the first weights is on the wires before anything is trained, and is measured anew when that is asked for. */
import { example, withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

test('an example of first weights shows its figures on the wires without Train', async ({ editor }) => {
  await editor.open(example('init-relu-he'));
  await expect(editor.instrument('d10.outputs', 'out.inputs')).toHaveAttribute('data-age', 'fresh', {
    timeout: 90_000,
  });
  // The spread that the note speaks of.
  await editor.selectWire('d10.outputs', 'out.inputs');
  await expect(editor.inspector).toContainText(/0\.\d+ ± 0\.[789]/);
  await expect(editor.progress).toHaveText('not trained yet');
});

test('figures of the graph before a change are measured anew with one click, or one key', async ({ editor, page }) => {
  await editor.open(withParams(xor, { train: { epochs: 3 } }));
  await editor.useBackend('WASM');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  const instrument = editor.instrument('tanh1.outputs', 'out.inputs');
  const change = async (units: string) => {
    await editor.select('d1');
    const field = editor.param('units');
    await field.fill(units);
    await field.press('Enter');
  };
  await change('6');
  await editor.selectWire('tanh1.outputs', 'out.inputs');
  await expect(instrument).not.toHaveAttribute('data-age', 'fresh');
  await editor.inspector.getByRole('button', { name: 'Measure now' }).click();
  await expect(instrument).toHaveAttribute('data-age', 'fresh', { timeout: 60_000 });
  await expect(editor.progress).toHaveText('not trained yet');
  await expect(editor.inspector.getByRole('button', { name: 'Measure now' })).toHaveCount(0);

  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  await change('5');
  await expect(instrument).not.toHaveAttribute('data-age', 'fresh');
  await page.keyboard.press('Alt+Shift+M');
  await expect(instrument).toHaveAttribute('data-age', 'fresh', { timeout: 60_000 });
});
