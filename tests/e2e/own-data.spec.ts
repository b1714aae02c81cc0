/* Data of one's own: pasted, imported, wired, trained; and a shared file that comes without its data. */
import { Buffer } from 'node:buffer';
import { pasteText } from './support/paste.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';
import { edgesOf, nodesOf } from './support/graphs.ts';

/** Three clouds that a child can tell apart, and a column of names that says nothing. */
const flowers = ['length;width;name;species']
  .concat(
    Array.from({ length: 150 }, (_, i) => {
      const kind = i % 3;
      const shake = (n: number) => (((i * n) % 17) / 17 - 0.5) * 0.6;
      return `${(kind + shake(5)).toFixed(2)};${(2 - kind + shake(7)).toFixed(2)};flower ${i};${['a', 'b', 'c'][kind]}`;
    }),
  )
  .join('\n')
  .replaceAll('.', ',');

const net = {
  name: 'net.json',
  text: JSON.stringify({
    format: 'edgewise',
    version: 1,
    name: 'Own data',
    seed: 1,
    nodes: [
      { id: 'd1', type: 'Dense', position: [300, 0], params: { units: 12, activation: 'tanh' } },
      { id: 'out', type: 'Dense', position: [540, 0], params: { units: 3, activation: 'softmax' } },
      { id: 'loss', type: 'CategoricalCrossentropy', position: [780, 0] },
      { id: 'train', type: 'Train', position: [1020, 0], params: { epochs: 60, batch_size: 16 } },
      { id: 'opt', type: 'Adam', position: [780, 240], params: { learning_rate: 0.02 } },
    ],
    edges: [
      { from: 'd1.outputs', to: 'out.inputs' },
      { from: 'out.outputs', to: 'loss.y_pred' },
      { from: 'loss.loss', to: 'train.loss' },
      { from: 'opt.optimizer', to: 'train.optimizer' },
    ],
  }),
};

alone('a pasted table is imported, wired and learned', async ({ editor, page }) => {
  await editor.open(net);
  await pasteText(page, flowers);
  const dialog = page.getByRole('dialog', { name: /^Import/ });
  await expect(dialog).toContainText('150 rows, 2 numbers in, 3 classes out.', { timeout: 30_000 });
  await expect(dialog.getByLabel('Cells are divided by')).toHaveValue(';');
  await expect(dialog.getByLabel('name is', { exact: true })).toHaveValue('out');
  // Another target, and back.
  await dialog.getByLabel('Column to learn').selectOption('width');
  await expect(dialog).toContainText('1 number and 1 text (as 3 features) in, the number width out.');
  await dialog.getByLabel('Column to learn').selectOption('species');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toBeHidden();

  await expect(editor.node('table1')).toContainText('150 points');
  await expect(editor.inspector).toContainText('pasted.csv');
  await editor.drag(editor.port('table1.features'), editor.port('d1.inputs'));
  await editor.drag(editor.port('table1.targets'), editor.port('loss.y_true'));
  await expect(editor.wire('table1.features', 'd1.inputs')).toBeAttached();
  await expect(editor.wire('table1.targets', 'loss.y_true')).toBeAttached();

  await editor.useBackend('WASM');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 90_000 });
  const reached = editor.node('train').getByText(/^val/).locator('xpath=following-sibling::*');
  expect(Number(await reached.textContent())).toBeGreaterThanOrEqual(0.9);

  const saved = await editor.save();
  expect(nodesOf(saved).get('table1')?.params).toMatchObject({ target: 'species', left_out: 'name' });
  expect(edgesOf(saved)).toContain('table1.targets->loss.y_true');
  await page.reload();
  await expect(editor.node('table1')).toContainText('150 points');
});

alone('a file whose data stayed at home says so, and the dropped file mends it', async ({ editor, page }) => {
  await editor.newGraph();
  const rows = Array.from({ length: 40_000 }, (_, i) =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ((i * n * 7919) % 1_000_003) / 1e6).join(','),
  );
  const text = ['a,b,c,d,e,f,g,h', ...rows].join('\n');
  await editor.drop({ name: 'large.csv', text });
  const dialog = page.getByRole('dialog', { name: 'Import large.csv' });
  await expect(dialog).toContainText('40,000 rows, 7 numbers in, the number h out.', { timeout: 30_000 });
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(editor.node('table1')).toContainText('40,000 examples');
  const saved = await editor.save();
  expect(Buffer.byteLength(saved.text)).toBeLessThan(20_000);
  // This browser has kept it.
  await page.reload();
  await expect(editor.node('table1')).toContainText('40,000 examples');
  const banner = page.getByRole('alert').filter({ hasText: 'which is not in the file' });
  await expect(banner).toBeHidden();

  const strange = saved.text.replace('"e", "kind"', '"e2", "kind"').replaceAll(/[0-9a-f]{64}/g, '0'.repeat(64));
  await editor.open({ name: 'strange.json', text: strange });
  await expect(banner).toContainText('This file uses “large.csv”');
  await editor.tab('Problems');
  await expect(editor.problems).toContainText('which is not in the graph file');
  await editor.drop({ name: 'other.csv', text: text.replace('a,b,c,d,e,', 'a,b,c,d,e2,') });
  await editor.hears('“other.csv” has the same columns');
  await expect(banner).toBeHidden();
  await expect(editor.node('table1')).toContainText('other.csv');
});

test('the problem of a shared file without its data asks for the file', async ({ editor, page }) => {
  await editor.newGraph();
  const text = [
    'width,height,kind',
    ...Array.from({ length: 60 }, (_, i) => `${i},${i * 2},${i % 2 ? 'a' : 'b'}`),
  ].join('\n');
  await editor.drop({ name: 'boxes.csv', text });
  await expect(page.getByRole('dialog', { name: 'Import boxes.csv' })).toContainText('60 rows');
  await page.keyboard.press('Enter');
  await expect(editor.node('table1')).toContainText('60 points');
  const graph = JSON.parse((await editor.save()).text) as { assets: Record<string, { data?: unknown }> };
  const strange = JSON.stringify(graph, (key, value: unknown) =>
    key === 'data' && isPacked(value) ? undefined : value,
  );
  await editor.open({ name: 'shared.json', text: strange.replaceAll(/[0-9a-f]{64}/g, '0'.repeat(64)) });
  await editor.tab('Problems');
  await expect(editor.problems).toContainText('which is not in the graph file');
  const chooser = page.waitForEvent('filechooser');
  await editor.problems.getByRole('button', { name: 'Choose the file…' }).click();
  await (await chooser).setFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await editor.hears('“mine.csv” has the same columns');
  await expect(page.getByText('which is not in the graph file')).toHaveCount(0);
  await expect(editor.nodes).toHaveCount(1);
  await expect(editor.node('table1')).toContainText('60 points');
});

/** The numbers of a table as a graph file holds them, and not the name of one. */
const isPacked = (value: unknown): boolean => typeof value !== 'string' || !/^[0-9a-f]{64}$/.test(value);

test('points drawn by hand become data, and can be drawn on', async ({ editor, page }) => {
  await editor.newGraph();
  await page.keyboard.press('Control+k');
  await expect(page.getByLabel('Search commands and nodes')).toBeFocused();
  await page.keyboard.type('draw points');
  await expect(page.getByRole('option').first()).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Draw points' });
  const plane = dialog.getByRole('button', { name: /^The plane/ });
  const use = dialog.getByRole('button', { name: 'Use these points' });
  const stroke = async (from: number, to: number) => {
    // Waits until the dialog has come to rest.
    await plane.hover();
    const box = (await plane.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(box.x + box.width * from, box.y + box.height * from);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * to, box.y + box.height * from, { steps: 12 });
    await page.mouse.up();
  };
  await stroke(0.2, 0.8);
  await expect(dialog).toContainText(/A: \d\d/);
  await dialog.getByText('B', { exact: true }).click();
  // By keyboard, too.
  await plane.focus();
  for (const key of ['ArrowDown', 'ArrowDown', ' ', 'ArrowRight', ' ', ' ']) await page.keyboard.press(key);
  await expect(dialog).toContainText('B: 12');
  await page.keyboard.press('Control+z');
  await expect(dialog).toContainText('B: 8');
  await use.click();
  await expect(dialog).toBeHidden();
  await expect(editor.node('table1')).toContainText('points');
  await editor.inspector.getByRole('button', { name: 'Edit the points…' }).click();
  await expect(dialog).toContainText('B: 8');
  await dialog.getByText('Erase', { exact: true }).click();
  await stroke(0.2, 0.8);
  // Points lie scattered about the stroke, so that one or two may be left.
  await expect(dialog).toContainText(/two classes|at least ten points/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(editor.node('table1')).toContainText('points');
});
