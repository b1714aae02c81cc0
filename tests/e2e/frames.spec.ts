/* Frames, by the pointer and by the keyboard alone: made, named, moved, filled, emptied, dissolved. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { violationsInBothThemes } from './support/axe.ts';
import { middle } from './support/editor.ts';
import { example, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

interface Saved {
  readonly nodes: readonly { readonly id: string; readonly frame?: string; readonly position: readonly number[] }[];
  readonly frames?: readonly { readonly id: string; readonly title: string; readonly colour?: string }[];
}
const saved = ({ text }: { readonly text: string }): Saved => JSON.parse(text) as Saved;
const inside = ({ nodes }: Saved, frame = 'frame'): readonly string[] =>
  nodes.filter((node) => node.frame === frame).map(({ id }) => id);

const frame = (page: Page, title: string | RegExp): Locator => page.getByRole('group', { name: title });
const box = async (of: Locator) => {
  const found = await of.boundingBox();
  if (found === null) throw new Error('not drawn');
  return found;
};

test.beforeEach(async ({ editor }) => {
  await editor.open(xor);
});

test('by pointer: made around cards, named, moved as one, cards dragged in and out', async ({ editor, page }) => {
  await editor.select('d1');
  await editor.select('tanh1', { more: true });
  await page.keyboard.press('Control+g');
  await expect(page.getByRole('textbox', { name: 'Title of the frame' })).toBeFocused();
  await page.keyboard.type('Body');
  await page.keyboard.press('Enter');
  const body = frame(page, 'Frame Body, 2 nodes');
  await expect(body).toBeFocused();
  await expect(editor.button('Undo: Frame 2 nodes')).toBeVisible();
  expect(inside(saved(await editor.save()))).toEqual(['d1', 'tanh1']);

  const before = [await box(editor.node('d1')), await box(editor.node('tanh1')), await box(editor.node('out'))];
  const bar = await middle(body);
  await page.mouse.move(bar.x, bar.y);
  await page.mouse.down();
  await page.mouse.move(bar.x, bar.y - 60, { steps: 5 });
  await page.mouse.up();
  const after = [await box(editor.node('d1')), await box(editor.node('tanh1')), await box(editor.node('out'))];
  const moved = after.map(({ y }, i) => y - (before[i]?.y ?? 0));
  expect(moved[0]).toBeLessThan(-30);
  expect(moved[1]).toBeCloseTo(moved[0] ?? 0, 0);
  expect(moved[2]).toBeCloseTo(0, 0);
  await editor.button('Undo: Move frame Body').click();
  expect((await box(editor.node('d1'))).y).toBeCloseTo(before[0]?.y ?? 0, 0);

  // In: the frame shows that it takes the card.
  const target = await middle(editor.node('tanh1'));
  await dragCard(editor.node('out'), { x: target.x + 30, y: target.y + 20 }, page, async () => {
    await expect(page.locator('[data-frame][data-fate="takes"]')).toContainText('Let go to put it in');
  });
  await expect(editor.button('Undo: Put out in Body')).toBeVisible();
  await expect(frame(page, 'Frame Body, 3 nodes')).toBeVisible();
  await page.keyboard.press('Control+z');
  expect(inside(saved(await editor.save()))).toEqual(['d1', 'tanh1']);

  // Out: with Alt at once.
  const own = await middle(editor.node('tanh1'));
  await page.keyboard.down('Alt');
  await dragCard(editor.node('tanh1'), { x: own.x + 10, y: own.y + 40 }, page, async () => {
    await expect(page.locator('[data-frame][data-fate="loses"]')).toContainText('Let go to take it out');
  });
  await page.keyboard.up('Alt');
  await expect(frame(page, 'Frame Body, 1 node')).toBeVisible();

  // The menu: a colour, and dissolving, which keeps the nodes.
  await frame(page, /^Frame Body/).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Colour: green' }).click();
  expect(saved(await editor.save()).frames).toEqual([{ id: 'frame', title: 'Body', colour: 'green' }]);
  await frame(page, /^Frame Body/).dblclick();
  await page.keyboard.type('Renamed');
  await page.keyboard.press('Enter');
  await frame(page, /^Frame Renamed/).click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Dissolve/ }).click();
  await expect(page.locator('[data-frame]')).toHaveCount(0);
  await expect(editor.nodes).toHaveCount(8);
});

test('an example explains itself by frames: in the picture, on the map, in the outline, laid out apart', async ({
  editor,
  page,
}) => {
  await editor.open(example('effect-sigmoid-relu'));
  await expect(page.locator('[data-frame]')).toHaveCount(2);
  const download = page.waitForEvent('download');
  await editor.button(/^File$/).click();
  await page.getByRole('menuitem', { name: 'Picture (SVG)' }).click();
  const svg = await readFile(await (await download).path(), 'utf8');
  expect(svg.match(/data-frame="(relu|sigmoid)"/g)).toHaveLength(2);
  expect(svg).toContain('ReLU: the gradient arrives');

  await editor.canvas.focus();
  await page.keyboard.press('0');
  await expect(page.getByRole('img', { name: 'Minimap' })).toHaveAttribute('data-frames', '2');

  await editor.tab('Outline');
  const row = page.getByRole('treeitem', { name: 'Frame ReLU: the gradient arrives, 15 nodes' });
  await expect(row).toHaveAttribute('aria-expanded', 'true');
  await row.click();
  await expect(editor.inspector.getByRole('heading', { name: 'Frame' })).toBeVisible();
  await editor.inspector.getByRole('radio', { name: 'green' }).check();
  expect(saved(await editor.save()).frames?.[1]?.colour).toBe('green');
  await row.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(row).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(row).toHaveAttribute('aria-expanded', 'true');

  await editor.canvas.focus();
  await page.keyboard.press('Shift+L');
  await editor.hears(/Laid out/);
  const [first, second] = await page.locator('[data-frame]').evaluateAll((all) =>
    all.map((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return { top, bottom };
    }),
  );
  expect(Math.min(first?.bottom ?? 0, second?.bottom ?? 0)).toBeLessThan(Math.max(first?.top ?? 0, second?.top ?? 0));
});

test('by keyboard alone: made, named, moved, coloured, taken out of, doubled, deleted', async ({ editor, page }) => {
  await editor.canvas.focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to the canvas');
  await page.keyboard.press('Enter');
  // What was typed ahead of the search is on its way there: the focus is moved by keys, which wait their turn.
  await expect(editor.node('data')).toBeFocused();
  await page.keyboard.press(']');
  await expect(editor.node('d1')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+g');
  await expect(page.getByRole('textbox', { name: 'Title of the frame' })).toBeFocused();
  await page.keyboard.type('Body');
  await page.keyboard.press('Enter');
  await expect(frame(page, 'Frame Body, 1 node')).toBeFocused();
  const start = saved(await editor.save()).nodes.find(({ id }) => id === 'd1')?.position ?? [];
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  const now = saved(await editor.save()).nodes.find(({ id }) => id === 'd1')?.position;
  expect(now).toEqual([(start[0] ?? 0) + 20, (start[1] ?? 0) + 5]);
  await expect(editor.button('Undo: Move frame Body')).toBeVisible();

  // The menu of the frame, and of a node that goes in.
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Colour: pink' }).press('Enter');
  await expect(frame(page, 'Frame Body, 1 node')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.node('d1')).toBeFocused();
  await page.keyboard.press(']');
  await expect(editor.node('tanh1')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Put in Body' }).press('Enter');
  await expect(frame(page, 'Frame Body, 2 nodes')).toBeVisible();
  await expect(editor.node('tanh1')).toHaveAttribute('aria-label', /in the frame Body/);
  await page.keyboard.press('g');
  await expect(frame(page, 'Frame Body, 2 nodes')).toBeFocused();
  await page.keyboard.press('Control+d');
  await expect(page.locator('[data-frame]')).toHaveCount(2);
  await expect(editor.nodes).toHaveCount(10);
  // The keys go on with the copy: it is moved, and not what it was made of.
  const copy = page.locator('[data-frame="frame2"] [data-bar]');
  await expect(copy).toBeFocused();
  await expect(copy).toBeInViewport({ ratio: 0.99 });
  await page.keyboard.press('ArrowDown');
  await expect(editor.button('Undo: Move frame Body')).toBeVisible();
  expect(saved(await editor.save()).nodes.find(({ id }) => id === 'd1')?.position).toEqual(now);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(8);

  // Out again, and all of it away.
  await editor.node('tanh1').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Take out of the frame' }).press('Enter');
  expect(inside(saved(await editor.save()))).toEqual(['d1']);
  await editor.node('d1').focus();
  await page.keyboard.press('g');
  await expect(frame(page, 'Frame Body, 1 node')).toBeFocused();
  await page.keyboard.press('Shift+Delete');
  await expect(page.locator('[data-frame]')).toHaveCount(0);
  await expect(editor.nodes).toHaveCount(7);
});

test.describe('in both themes', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('a selected frame, its row and its panel keep to WCAG', async ({ editor, page }) => {
    await editor.open(example('effect-sigmoid-relu'));
    await editor.tab('Outline');
    await page.getByRole('treeitem', { name: /^Frame ReLU/ }).click();
    await expect(editor.inspector.getByRole('heading', { name: 'Frame' })).toBeVisible();
    expect(await violationsInBothThemes(page)).toEqual([]);
  });
});

async function dragCard(card: Locator, to: { x: number; y: number }, page: Page, while_: () => Promise<void>) {
  const { x, y } = await box(card);
  await page.mouse.move(x + 40, y + 12);
  await page.mouse.down();
  const { width, height } = await box(card);
  await page.mouse.move(to.x - width / 2 + 40, to.y - height / 2 + 12, { steps: 8 });
  await while_();
  await page.mouse.up();
}
