/* A graph travels in a link: it opens beside what the receiver has, and becomes theirs only when they change it. */
import { spirals } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

alone(
  'a link opens the graph, keeps the receiver’s own, and is kept with the first change',
  async ({ editor, page }) => {
    const banner = page.getByRole('alert').filter({ hasText: 'came with a link' });
    await editor.select('d1');
    await editor.param('units').fill('24');
    await editor.button('Copy a link to this graph').click();
    await expect(page.getByText(/^Link copied/).first()).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const sent = await editor.save();
    await editor.newGraph();
    await expect(editor.nodes).toHaveCount(0);
    const mine = await editor.save();

    // Into the address of the open page, as a receiver would put it.
    await page.goto(link);
    await expect(banner).toBeVisible();
    await expect(editor.nodes).toHaveCount(12);
    expect((await editor.save()).text).toBe(sent.text);

    // Looking at it keeps nothing.
    await banner.getByRole('button', { name: 'Back to my own graph' }).click();
    await expect(banner).toHaveCount(0);
    await expect(editor.canvas).toBeVisible();
    await expect(editor.nodes).toHaveCount(0);
    expect((await editor.save()).text).toBe(mine.text);
    expect(page.url()).not.toContain('#');

    await page.goto(link);
    await expect(banner).toBeVisible();
    await editor.select('d1');
    await editor.param('units').fill('25');
    await expect(banner).toHaveCount(0);
    await expect.poll(() => page.url()).not.toContain('#');
    await expect(editor.button(/^Undo: /)).toBeEnabled();
    await expect(page.getByTitle('The graph is saved in this browser')).toBeVisible();
    await page.reload();
    await expect(editor.nodes).toHaveCount(12);
    expect((await editor.save()).text).toBe(sent.text.replace('"units": 24', '"units": 25'));
  },
);

alone('a link that was cut off is refused in words', async ({ editor, page }) => {
  const before = await editor.save();
  await page.goto('/#graph=1.abcd');
  await expect(page.getByRole('alert').filter({ hasText: 'The link was not opened' })).toContainText('cut off');
  expect((await editor.save()).text).toBe(before.text);
});

test('a link pasted onto the canvas adds its nodes', async ({ editor, page }) => {
  await editor.open(spirals);
  await editor.button('Copy a link to this graph').click();
  await expect(page.getByText(/^Link copied/).first()).toBeVisible();
  await editor.newGraph();
  await editor.canvas.click({ position: { x: 300, y: 200 } });
  await page.keyboard.press('Control+v');
  await expect(editor.nodes).toHaveCount(12);
  await expect(editor.wires).toHaveCount(12);
});
