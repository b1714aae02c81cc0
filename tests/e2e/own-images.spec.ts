/* A folder of images of one's own: chosen, looked at, made small, wired and learned. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { png } from '../support/png.ts';
import { nodesOf } from './support/graphs.ts';
import { expect, test } from './support/test.ts';

const dark = [20, 30, 40, 255];
const bright = [230, 90, 60, 255];

/** Upright and lying bars, a little moved each time, and what does not belong there. */
function bars(root: string): void {
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (let i = 0; i < 24; i++) {
    const near = (at: number) => Math.abs(at - 12 - (i % 7)) < 3;
    put(
      `upright/${i}.png`,
      png(32, 32, (x) => (near(x) ? bright : dark)),
    );
    put(
      `lying/${i}.png`,
      png(32, 32, (_x, y) => (near(y) ? bright : dark)),
    );
  }
  put('lying/notes.txt', 'none of it');
  put('upright/broken.png', 'this is no picture');
}

const net = {
  name: 'net.json',
  text: JSON.stringify({
    format: 'edgewise',
    version: 1,
    name: 'Own images',
    seed: 1,
    nodes: [
      { id: 'flat', type: 'Flatten', position: [300, 0] },
      { id: 'out', type: 'Dense', position: [540, 0], params: { units: 2, activation: 'softmax' } },
      { id: 'loss', type: 'CategoricalCrossentropy', position: [780, 0] },
      { id: 'train', type: 'Train', position: [1020, 0], params: { epochs: 30, batch_size: 8 } },
      { id: 'opt', type: 'Adam', position: [780, 240], params: { learning_rate: 0.01 } },
    ],
    edges: [
      { from: 'flat.outputs', to: 'out.inputs' },
      { from: 'out.outputs', to: 'loss.y_pred' },
      { from: 'loss.loss', to: 'train.loss' },
      { from: 'opt.optimizer', to: 'train.optimizer' },
    ],
  }),
};

test('a chosen folder is looked at, made small, wired and learned', async ({ editor, page }, info) => {
  const folder = info.outputPath('bars');
  bars(folder);
  await editor.open(net);
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Import images…' }).click();
  await (await chosen).setFiles(folder);

  const dialog = page.getByRole('dialog', { name: 'Import a folder of images' });
  await expect(dialog).toContainText('bars: 48 images in 2 classes, 28×28×1 each.', { timeout: 30_000 });
  await expect(dialog.getByRole('row', { name: /^lying 24/ })).toBeVisible();
  await expect(dialog).toContainText('Not a PNG, JPEG, GIF, WebP or BMP file: 1 (such as bars/lying/notes.txt).');
  await expect(dialog).toContainText('Not what its name says: 1 (such as bars/upright/broken.png).');
  await dialog.getByLabel('Size').selectOption('8 × 8');
  await dialog.getByLabel('Colours').selectOption('3');
  await expect(dialog).toContainText('48 images in 2 classes, 8×8×3 each.', { timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toBeHidden();

  await expect(editor.node('images1')).toContainText('48 images');
  await editor.drag(editor.port('images1.features'), editor.port('flat.inputs'));
  await editor.drag(editor.port('images1.targets'), editor.port('loss.y_true'));
  await expect(editor.wire('images1.targets', 'loss.y_true')).toBeAttached();
  await editor.useBackend('WASM');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 90_000 });
  const reached = editor.node('train').getByText(/^val/).locator('xpath=following-sibling::*');
  expect(Number(await reached.textContent())).toBeGreaterThanOrEqual(0.9);

  // It lives in the file, and is there after a reload.
  const saved = await editor.save();
  expect(saved.text).toContain('"kind": "image"');
  expect(nodesOf(saved).get('images1')?.type).toBe('Images');
  await page.reload();
  await expect(editor.node('images1')).toContainText('48 images');
});
