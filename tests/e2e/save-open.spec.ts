/* A graph leaves as a small file and comes back as it was; a file that cannot be read harms nothing. */
import { edgesOf, nodesOf, spirals } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

test('a changed graph is saved, opened from a file and by a drop, byte for byte', async ({ editor }) => {
  await editor.open(spirals);
  await editor.select('d1');
  await editor.param('units').fill('24');
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^24/);
  const saved = await editor.save();
  expect(saved.name).toBe('two-spirals.json');
  expect(nodesOf(saved).get('d1')?.params).toEqual({ units: 24, use_bias: false });
  expect(edgesOf(saved)).toHaveLength(12);

  await editor.newGraph();
  await editor.open(saved);
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^24/);
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
  await editor.open(spirals);
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

alone('reopening the tab brings the graph back, and undo goes on working', async ({ editor, page }) => {
  await editor.select('d1');
  await editor.param('units').fill('7');
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^7/);
  await expect(page.getByTitle('The graph is saved in this browser')).toBeVisible();
  const before = await editor.save();

  await page.reload();
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^7/);
  expect((await editor.save()).text).toBe(before.text);

  await editor.select('d1');
  await editor.param('units').fill('9');
  await editor.button(/^Undo: /).click();
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^7/);
});

const NONE: string[] = [];
for (const { times, tag } of [
  { times: 2, tag: NONE },
  { times: 8, tag: '@thorough' },
]) {
  const what = `an edit made just before the page goes away is there again, each of ${times} times`;
  alone(what, { tag }, async ({ editor, page }) => {
    for (let units = 20; units < 20 + times; units++) {
      await editor.select('d1');
      await editor.param('units').fill(String(units));
      await page.reload();
      await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(new RegExp(`^${units}`));
    }
  });
}

test('a file that is no graph is named for what it is, dropped, chosen or pasted', async ({ editor, page }) => {
  await editor.open(spirals);
  const before = await editor.save();
  const alert = page.getByRole('alert').filter({ hasText: 'was not opened' });

  await editor.drop({ name: 'points.db', text: 'SQLite format 3\u0000' });
  await expect(alert).toContainText('points.db was not opened. Your graph is as it was.');
  await expect(alert).toContainText('This is a database (SQLite). Data is read from tables of values (CSV).');

  const model = { modelTopology: { class_name: 'Sequential' }, weightsManifest: [] };
  await editor.choose({ name: 'model.json', text: JSON.stringify(model) });
  await expect(alert).toContainText('It describes no model: expected an object with class_name and config.');
  await expect(alert).not.toContainText(/repair/i);

  await editor.drop({ name: 'net.keras', text: `PK\u0003\u0004${'\u0000'.repeat(26)}metadata.json` });
  await expect(alert).toContainText('net.keras was not opened. Your graph is as it was.');
  await expect(alert).toContainText('The archive is damaged or cut off.');

  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['%PDF-1.7'], 'paper.pdf'));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(alert).toContainText('paper.pdf was not opened');
  await expect(alert).toContainText('This is a PDF document.');

  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    JSON.stringify({ nodes: [], connections: {} }),
  );
  await editor.hears('This is an n8n workflow.');
  expect((await editor.save()).text).toBe(before.text);
});

test('very long texts are shown shortened and saved as they were', async ({ editor, page }) => {
  const long = 'word '.repeat(1_000_000);
  const graph = {
    format: 'edgewise',
    version: 1,
    name: `N ${long}`,
    description: `D ${long}`,
    seed: 3,
    nodes: [{ id: 'd1', type: 'Dense', label: `L ${long}`, position: [0, 0] }],
    edges: [],
  };
  await editor.choose({ name: 'long.json', text: JSON.stringify(graph) });
  await expect(editor.nodes).toHaveCount(1);
  await expect(page.getByRole('alert').filter({ hasText: 'opened, with remarks' })).toContainText(
    '5,000,002 characters',
  );
  await expect(editor.inspector.getByLabel('Description', { exact: true })).toHaveValue(/^D word .{1900,2000}$/);
  await expect(editor.inspector).toContainText('The description has 5,000,002 characters');
  const shown = await page.evaluate(() => ({
    text: document.body.innerText.length,
    markup: document.body.innerHTML.length,
    fields: [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value.length),
  }));
  expect(shown.text).toBeLessThan(50_000);
  expect(shown.markup).toBeLessThan(1_000_000);
  expect(Math.max(...shown.fields)).toBeLessThanOrEqual(2_000);
  await editor.select('d1');
  await expect(editor.inspector.getByRole('button', { name: /rename$/ })).toHaveText(/^L word .{50,130}$/);
  expect(JSON.parse((await editor.save()).text)).toEqual(graph);
});
