/* A graph leaves as a small file and comes back as it was; a file that cannot be read harms nothing. */
import { edgesOf, nodesOf } from './support/graphs.ts';
import { expect, test } from './support/test.ts';

test('a changed graph is saved, opened from a file and by a drop, byte for byte', async ({ editor }) => {
  await editor.select('d1');
  await editor.param('units').fill('24');
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText('24');
  const saved = await editor.save();
  expect(saved.name).toBe('two-spirals.json');
  expect(nodesOf(saved).get('d1')?.params).toEqual({ units: 24, use_bias: false });
  expect(edgesOf(saved)).toHaveLength(12);

  await editor.newGraph();
  await editor.open(saved);
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText('24');
  expect((await editor.save()).text).toBe(saved.text);

  await editor.newGraph();
  await editor.drop(saved);
  await expect(editor.nodes).toHaveCount(12);
  expect((await editor.save()).text).toBe(saved.text);
});

test('a broken file and one of a newer version are refused in words, and the open graph stays', async ({
  editor,
  page,
}) => {
  const before = await editor.save();
  const alert = page.getByRole('alert').filter({ hasText: 'was not opened' });

  await editor.drop({ name: 'broken.json', text: before.text.slice(0, 400) });
  await expect(alert).toContainText('broken.json was not opened. Your graph is as it was.');
  await expect(alert).toContainText(/line \d+/i);
  await alert.getByRole('button', { name: 'Close this message' }).click();
  await expect(alert).toHaveCount(0);

  await editor.choose({ name: 'future.json', text: before.text.replace('"version": 1', '"version": 99') });
  await expect(alert).toContainText('future.json was not opened');
  await expect(alert).toContainText('The file has version 99; this Edgewise reads up to version 1');

  await editor.drop({ name: 'picture.json', text: 'PNG\u0000\u0001' });
  await expect(alert).toContainText('picture.json was not opened');
  await expect(editor.nodes).toHaveCount(12);
  expect((await editor.save()).text).toBe(before.text);
});

test('what a file holds that this version does not know is shown and saved again', async ({ editor }) => {
  const unknown = {
    format: 'edgewise',
    version: 1,
    name: 'From elsewhere',
    seed: 3,
    nodes: [
      { id: 'data', type: 'Dataset', position: [0, 0], params: { name: 'xor', flavour: 'sweet' } },
      { id: 'magic', type: 'TimeMachine', position: [260, 0], params: { years: 12 }, colour: 'blue' },
    ],
    edges: [{ from: 'data.features', to: 'magic.past', note: 'keep me' }],
    author: { name: 'Somebody' },
  };
  await editor.open({ name: 'elsewhere.json', text: JSON.stringify(unknown) });
  await expect(editor.node('magic')).toContainText('unknown type');
  expect(JSON.parse((await editor.save()).text)).toEqual(unknown);
});

test('reopening the tab brings the graph back, and undo goes on working', async ({ editor, page }) => {
  await editor.select('d1');
  await editor.param('units').fill('7');
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText('7');
  await expect(page.getByTitle('The graph is saved in this browser')).toBeVisible();
  const before = await editor.save();

  await page.reload();
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText('7');
  expect((await editor.save()).text).toBe(before.text);

  await editor.select('d1');
  await editor.param('units').fill('9');
  await editor.button(/^Undo: /).click();
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText('7');
});
