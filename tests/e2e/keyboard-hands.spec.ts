/* What hands do with a pointer, done by keys alone: each test counts what a pointer does, which is nothing. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { middle } from './support/editor.ts';
import { edgesOf, nodesOf, threeForTwo, xor } from './support/graphs.ts';
import {
  add,
  chooseFromMenu,
  command,
  connect,
  focusedText,
  goToParam,
  openByKeys,
  tabTo,
  toCanvas,
  watchPointer,
} from './support/keyboard.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

const focusedCard = (page: Page) => page.locator('.react-flow__node:focus');

/** Where a drawn line begins, in window coordinates. */
function beginning(path: Element): { readonly x: number; readonly y: number } {
  const matrix = path instanceof SVGPathElement ? path.getScreenCTM() : null;
  if (!(path instanceof SVGPathElement) || matrix === null) throw new Error('The wire is not drawn.');
  const { x, y } = path.getPointAtLength(0).matrixTransform(matrix);
  return { x, y };
}

/** What the file says of places. */
interface Saved {
  readonly nodes: readonly { readonly id: string; readonly position: readonly number[]; readonly frame?: string }[];
  readonly edges: readonly { readonly to: string; readonly via?: readonly (readonly number[])[] }[];
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'], contextOptions: { reducedMotion: 'reduce' } });

test('a network of ten names is built in the palette, trained, stopped and reset by keys', async ({ editor, page }) => {
  const pressed = await watchPointer(page);
  await command(page, 'new graph');
  await expect(editor.nodes).toHaveCount(0);
  await command(page, 'search the node list');
  await expect(editor.search).toBeFocused();
  const names =
    'Dataset,Dense,BatchNormalization,Activation,Dense,CategoricalCrossentropy,Adam,CosineDecay,EarlyStopping,Train';
  for (const [i, name] of names.split(',').entries()) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(editor.nodes).toHaveCount(i + 1);
  }
  await expect(editor.wires).toHaveCount(10);
  await tabTo(page, 'Backend');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: /^CPU/ })).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.press('Control+.');
  await expect.poll(() => editor.steps()).toBe(1);
  await page.keyboard.press('Control+Enter');
  // It may be through before one looks.
  await expect(editor.progress).toHaveText(/^(epoch|stopped|done)/, { timeout: 60_000 });
  await page.keyboard.press('Control+Alt+Enter');
  await expect(editor.progress).toHaveText(/^(stopped|done)/, { timeout: 60_000 });
  await command(page, 'reset the weights');
  await expect(editor.progress).toHaveText(/^not trained/);
  expect(await pressed()).toBe(0);
});

alone(
  'an open network is inserted into, cut, rejoined, renamed, bypassed, copied and set together by keys',
  async ({ editor, page }) => {
    const pressed = await watchPointer(page);
    await openByKeys(editor, xor, () => page.keyboard.press('Control+o'));
    await expect(editor.nodes).toHaveCount(8);
    await command(page, 'go to the canvas');
    await expect(editor.node('data')).toBeFocused();

    // Inserted on the wire of the node with the focus, and out again with the wire joined.
    await page.keyboard.press('ArrowRight');
    await expect(editor.node('d1')).toBeFocused();
    await add(editor, 'BatchNormalization');
    await expect(editor.wire('d1.outputs', 'bn1.inputs')).toBeAttached();
    await expect(editor.wire('bn1.outputs', 'tanh1.inputs')).toBeAttached();
    await page.keyboard.press('Control+Delete');
    await expect(editor.wire('d1.outputs', 'tanh1.inputs')).toBeAttached();
    await expect(editor.node('d1')).toBeFocused();

    // Bypassed and back.
    await page.keyboard.press(']');
    await expect(editor.node('tanh1')).toBeFocused();
    await page.keyboard.press('Control+b');
    await editor.hears('Bypassed tanh1.');
    await page.keyboard.press('Control+b');

    // A wire is taken off by the menu, and drawn anew.
    await page.keyboard.press('Shift+F10');
    await chooseFromMenu(page, 'Remove wires…');
    await expect(page.getByRole('dialog', { name: 'Remove which wire of tanh1?' })).toBeVisible();
    await page.keyboard.type('out.inputs');
    await page.keyboard.press('Enter');
    await expect(editor.wire('tanh1.outputs', 'out.inputs')).toHaveCount(0);
    await expect(editor.node('tanh1')).toBeFocused();
    await connect(page, 'out.inputs');
    await expect(editor.wire('tanh1.outputs', 'out.inputs')).toBeAttached();

    // Another is looked at, takes a node, and goes again with the node's wires joined.
    await page.keyboard.press('w');
    await expect(page.getByRole('dialog', { name: 'Look at which wire of tanh1?' })).toBeVisible();
    await page.keyboard.type('out.inputs');
    await page.keyboard.press('Enter');
    await editor.hears('Selected the wire from tanh1.outputs to out.inputs.');
    await expect(editor.inspector).toContainText('tanh1');
    await expect(editor.node('tanh1')).toBeFocused();
    await page.keyboard.press('/');
    await expect(page.getByRole('dialog', { name: 'Put a node on tanh1.outputs → out.inputs' })).toBeVisible();
    await page.keyboard.type('Dropout');
    await expect(page.getByRole('option').first()).toContainText('Dropout');
    await page.keyboard.press('Enter');
    await expect(editor.wire('tanh1.outputs', 'dropout1.inputs')).toBeAttached();
    await expect(editor.wire('dropout1.outputs', 'out.inputs')).toBeAttached();
    await expect(editor.node('dropout1')).toBeFocused();
    await page.keyboard.press('Control+Delete');
    await expect(editor.wire('tanh1.outputs', 'out.inputs')).toBeAttached();
    await expect(editor.node('tanh1')).toBeFocused();

    // Several wires go in one step, as by a cut, and come back in one.
    await page.keyboard.press('x');
    await expect(page.getByRole('dialog', { name: 'Remove which wire of tanh1?' })).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByRole('option', { selected: true })).toHaveCount(2);
    await page.keyboard.press('Enter');
    await editor.hears('Removed 2 wires.');
    await expect(editor.wires).toHaveCount(6);
    await page.keyboard.press('Control+z');
    await expect(editor.wires).toHaveCount(8);
    await expect(editor.node('tanh1')).toBeFocused();

    // Renamed: the id stands behind the label.
    await page.keyboard.press('F2');
    await expect(page.getByRole('dialog', { name: 'Rename tanh1' }).getByLabel('Label on the card')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('bend');
    await page.keyboard.press('Enter');
    await expect(editor.node('bend')).toBeFocused();

    // Two layers are picked and set together in one step.
    await page.keyboard.press('[');
    await expect(editor.node('d1')).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    await expect(editor.node('out')).toBeFocused();
    await page.keyboard.press('Shift+Space');
    await goToParam(editor, 'units differs');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    const together = nodesOf(await editor.save());
    expect([together.get('d1')?.params?.['units'], together.get('out')?.params?.['units']]).toEqual([5, 5]);
    await page.keyboard.press('Escape');
    await expect(editor.canvas.locator('.react-flow__node:focus')).toHaveCount(1);

    // Copied, pasted, cut, doubled; each is undone by one key.
    await page.keyboard.press('Control+c');
    await editor.hears('Copied 2 nodes.');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect([...nodesOf({ name: 'copied', text: copied }).keys()].toSorted()).toEqual(['d1', 'out']);
    // With Shift, the copies are also wired to what fed the originals.
    await page.keyboard.press('Control+Shift+v');
    await expect(editor.nodes).toHaveCount(10);
    expect(edgesOf(await editor.save())).toContain('data.features->d2.inputs');
    await page.keyboard.press('Control+z');
    await expect(editor.nodes).toHaveCount(8);
    await page.keyboard.press('Control+v');
    await expect(editor.nodes).toHaveCount(10);
    expect(edgesOf(await editor.save())).not.toContain('data.features->d2.inputs');
    // The keys go on with what was pasted, and after a cut with what is next to it.
    await expect(focusedCard(page)).toHaveClass(/selected/);
    await page.keyboard.press('Control+x');
    await expect(editor.nodes).toHaveCount(8);
    await expect(focusedCard(page)).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(editor.nodes).toHaveCount(10);
    await expect(focusedCard(page)).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(editor.nodes).toHaveCount(8);
    // What was copied is selected again.
    for (const id of ['d1', 'out']) await expect(editor.node(id)).toHaveClass(/selected/);
    await toCanvas(page);
    await expect(editor.node('d1')).toBeFocused();
    await page.keyboard.press('Escape');
    for (const id of ['bend', 'out', 'prob', 'loss']) {
      await page.keyboard.press(']');
      await expect(editor.node(id)).toBeFocused();
    }
    // Doubled without the wires from and to others; with Shift, the loss with both of its.
    const wires = edgesOf(await editor.save());
    await page.keyboard.press('Control+d');
    await expect(editor.nodes).toHaveCount(9);
    expect(edgesOf(await editor.save())).toEqual(wires);
    await page.keyboard.press('Control+z');
    await expect(editor.nodes).toHaveCount(8);
    await page.keyboard.press('Control+Shift+d');
    await expect(editor.nodes).toHaveCount(9);
    expect(edgesOf(await editor.save())).toHaveLength(wires.length + 2);
    await page.keyboard.press('Control+z');
    await expect(editor.nodes).toHaveCount(8);
    await page.keyboard.press('Control+Shift+z');
    await expect(editor.nodes).toHaveCount(9);
    await page.keyboard.press('Control+z');
    expect(await pressed()).toBe(0);
  },
);

test('the card that keys have led to is copied, cut and doubled, not what is selected elsewhere', async ({
  editor,
  page,
}) => {
  await editor.open(xor);
  const copied = async () => {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    return [...nodesOf({ name: 'copied', text }).keys()];
  };
  await editor.select('d1');
  await editor.select('out', { more: true });
  await page.keyboard.press('[');
  await expect(editor.node('tanh1')).toBeFocused();
  await page.keyboard.press('Control+c');
  await editor.hears('Copied tanh1.');
  expect(await copied()).toEqual(['tanh1']);
  await page.keyboard.press('Control+x');
  await editor.hears('Cut tanh1.');
  expect([...nodesOf(await editor.save()).keys()].toSorted()).toEqual(
    ['data', 'd1', 'loss', 'opt', 'out', 'prob', 'train'].toSorted(),
  );
  await page.keyboard.press('Control+z');

  // Nothing is selected: what has the focus.
  await page.keyboard.press('Escape');
  await editor.node('prob').focus();
  await page.keyboard.press('Control+c');
  await editor.hears('Copied prob.');
  expect(await copied()).toEqual(['prob']);
  await page.keyboard.press('Control+d');
  await editor.hears('Duplicated prob as prob2.');
  await page.keyboard.press('Control+z');

  // A card that is clicked out of the selection keeps the focus, and is not meant.
  await page.keyboard.press('Escape');
  for (const id of ['d1', 'tanh1', 'out']) await editor.select(id, { more: true });
  await editor.node('tanh1').click({ position: { x: 40, y: 12 }, modifiers: ['Shift'] });
  await expect(editor.node('tanh1')).not.toHaveClass(/selected/);
  await expect(editor.node('tanh1')).toBeFocused();
  await page.keyboard.press('Control+d');
  await editor.hears('Duplicated 2 nodes.');
  await expect(editor.nodes).toHaveCount(10);
  await page.keyboard.press('Control+z');
});

test('cards are moved, aligned, distributed, framed and bent by keys alone, and all of it is undone in the list', async ({
  editor,
  page,
}) => {
  const pressed = await watchPointer(page);
  await openByKeys(editor, xor, () => page.keyboard.press('Control+o'));
  await expect(editor.nodes).toHaveCount(8);
  const before = await editor.save();
  const now = async () => JSON.parse((await editor.save()).text) as Saved;
  const place = async (id: string) => (await now()).nodes.find((node) => node.id === id)?.position ?? [];

  await toCanvas(page);
  await page.keyboard.press('ArrowRight');
  await expect(editor.node('d1')).toBeFocused();
  await page.keyboard.press('Space');
  const [x = 0, y = 0] = await place('d1');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ArrowRight');
  await editor.hears(/^Moved to /);
  expect(await place('d1')).toEqual([x + 5, y + 20]);

  // Three in a row, one after the other.
  for (const id of ['tanh1', 'out']) {
    await page.keyboard.press(']');
    await expect(editor.node(id)).toBeFocused();
    await page.keyboard.press('Shift+Space');
  }
  await command(page, 'align top edges');
  await editor.hears('Aligned 3 nodes.');
  const aligned = nodesOf(await editor.save());
  const rows = ['d1', 'tanh1', 'out'].map((id) => aligned.get(id)?.position?.[1]);
  expect(new Set(rows).size).toBe(1);
  await command(page, 'distribute horizontally');
  await editor.hears('Distributed 3 nodes.');

  await toCanvas(page);
  await page.keyboard.press('Control+g');
  await page.keyboard.type('Hidden part');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Hidden part', { exact: true })).toBeVisible();
  expect((await now()).nodes.filter(({ frame }) => frame !== undefined).map(({ id }) => id)).toEqual([
    'd1',
    'tanh1',
    'out',
  ]);

  // A wire gets a bend, which is moved by arrows and by number; another one is added and taken out.
  const via = async () => (await now()).edges.find(({ to }) => to === 'tanh1.inputs')?.via;
  await toCanvas(page);
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog', { name: 'Bend which wire of d1?' })).toBeVisible();
  await page.keyboard.type('tanh1.inputs');
  await page.keyboard.press('Enter');
  const bends = page.getByRole('dialog', { name: 'Bends of the wire from d1 to tanh1' });
  await expect(bends.getByRole('button', { name: 'Add a bend' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bends.getByRole('button', { name: /^Bend 1 at/ })).toBeFocused();
  await expect(editor.wire('d1.outputs', 'tanh1.inputs').locator('[data-bend]')).toHaveCount(1);
  const [left, top] = await Promise.all(
    ['x', 'y'].map(async (axis) => Number(await bends.getByLabel(`Bend 1, ${axis}`).inputValue())),
  );
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await editor.hears(`Bend 1 at ${left}, ${(top ?? 0) + 60}.`);
  await page.keyboard.press('Tab');
  await expect(bends.getByLabel('Bend 1, x')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(bends.getByLabel('Bend 1, x')).toHaveValue(String((left ?? 0) + 10));
  await tabTo(page, 'Add a bend');
  await page.keyboard.press('Enter');
  await expect(bends.getByRole('listitem')).toHaveCount(2);
  await expect(bends.getByRole('button', { name: /^Bend \d at/ }).and(page.locator(':focus'))).toHaveCount(1);
  await page.keyboard.press('Delete');
  await expect(bends.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(bends).toHaveCount(0);
  await expect(focusedCard(page)).toHaveCount(1);
  expect(await via()).toHaveLength(1);

  // Where it all began.
  await page.keyboard.press('Control+Alt+z');
  const list = page.getByRole('region', { name: 'List of all steps' });
  await expect(list.locator('[aria-current="step"]')).toBeFocused();
  for (let i = 0; i < 12 && !(await focusedText(page)).startsWith('Open'); i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await editor.hears(/Undone: \d+ steps/);
  expect((await editor.save()).text).toBe(before.text);
  expect(await pressed()).toBe(0);
});

test('the view is zoomed and fitted by keys, the map put away, and a graph compared with its beginning', async ({
  editor,
  page,
}) => {
  const pressed = await watchPointer(page);
  const zoom = page.getByRole('button', { name: /^Zoom \d+ percent/ });
  await openByKeys(editor, xor, () => page.keyboard.press('Control+o'));
  await expect(editor.nodes).toHaveCount(8);
  await toCanvas(page);
  await expect(editor.node('data')).toBeFocused();
  await page.keyboard.press('0');
  await expect(zoom).toHaveText('100 %');
  await page.keyboard.press('+');
  await expect(zoom).not.toHaveText('100 %');
  await page.keyboard.press('0');
  await page.keyboard.press('-');
  await expect(zoom).toHaveText(/^\d\d %$/);
  await page.keyboard.press('Shift+1');
  await expect(editor.node('data')).toBeInViewport({ ratio: 1 });
  const map = page.getByRole('button', { name: 'Minimap', exact: true });
  const shown = await map.getAttribute('aria-pressed');
  await page.keyboard.press('Alt+m');
  await expect(map).not.toHaveAttribute('aria-pressed', shown ?? '');

  await page.keyboard.press('Control+b');
  await command(page, 'compare with the graph as it was opened');
  const bar = page.getByRole('region', { name: 'Comparison' });
  await expect(bar).toContainText('1 node changed');
  await page.keyboard.press('Alt+n');
  await editor.hears(/^Difference 1 of /);
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  expect(await pressed()).toBe(0);
});

/** Presses keys while the page has a twentieth of its usual time. */
async function slowly(page: Page, press: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  await press();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
}

alone('keys typed before a search has come go into it, and not to the canvas', async ({ editor, page }) => {
  await editor.select('d1');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('show problems');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: /^Problems/ })).toHaveAttribute('aria-selected', 'true');
  await toCanvas(page);
  await page.keyboard.press('/');
  await page.keyboard.type('dropout');
  await page.keyboard.press('Enter');
  await expect(editor.nodes).toHaveCount(13);
  await expect(editor.node(/./).and(page.locator(':focus'))).toHaveClass(/selected/);
  await page.keyboard.press('F2');
  await page.keyboard.type('wt');
  await page.keyboard.press('Enter');
  await expect(editor.node('dropout1')).toContainText('wt');
  await page.keyboard.press('Control+g');
  await page.keyboard.type('Few at a time');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Few at a time', { exact: true })).toBeVisible();
  // With Shift, an arrow marks on its way.
  await editor.select('d1');
  await slowly(page, async () => {
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+ArrowDown');
  });
  await page.keyboard.press('Enter');
  await editor.hears('Removed 2 wires.');
  // None of these letters was a key of the canvas: T trains.
  await expect(page.getByText('not trained yet')).toBeVisible();
});

alone('a search that is opened before a new card is drawn keeps the keys', async ({ editor, page }) => {
  await editor.open(xor);
  await editor.select('d1');
  await slowly(page, async () => {
    await page.keyboard.press('Control+d');
    await page.keyboard.press('/');
  });
  await page.keyboard.type('dropout');
  await expect(page.getByRole('option').first()).toContainText('Dropout');
  await page.keyboard.press('Enter');
  await expect(editor.node('dropout1')).toBeFocused();
  await expect(editor.nodes).toHaveCount(10);
});

test('a problem is mended, and the graph goes out as file, picture and link and comes back by keys', async ({
  editor,
  page,
}) => {
  const pressed = await watchPointer(page);
  await openByKeys(editor, threeForTwo, () => page.keyboard.press('Control+o'));
  await expect(editor.nodes).toHaveCount(8);
  await command(page, 'show problems');
  await tabTo(page, 'Set units of out to 2');
  await page.keyboard.press('Enter');
  await editor.hears('Done: Set units of out to 2. Now no problems.');

  const picture = page.waitForEvent('download');
  await command(page, 'export picture svg');
  const svg = await readFile(await (await picture).path(), 'utf8');
  expect(svg).toContain('<svg');
  await page.keyboard.press('Control+Shift+l');
  await expect(page.getByText(/^Link copied/).first()).toBeVisible();
  const saved = await editor.save();
  expect(edgesOf(saved)).toHaveLength(8);

  // The link pasted onto an empty canvas is the graph again.
  await command(page, 'new graph');
  await expect(editor.nodes).toHaveCount(0);
  await toCanvas(page);
  await page.keyboard.press('Control+v');
  await expect(editor.nodes).toHaveCount(8);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(editor.nodes).toHaveCount(0);

  // The picture is opened as a file is.
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await chooser).setFiles({ name: 'net.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
  await expect(editor.nodes).toHaveCount(8);
  expect((await editor.save()).text).toBe(saved.text);
  await command(page, 'switch between light and dark');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', /dark|light/);
  expect(await pressed()).toBe(0);
});

alone(
  'cards are collapsed, aligned by keys without lying on each other, and a wire by keys offers what mends it',
  async ({ editor, page }) => {
    let pressed = await watchPointer(page);
    await openByKeys(editor, xor, () => page.keyboard.press('Control+o'));
    await expect(editor.nodes).toHaveCount(8);
    const before = await editor.save();
    const height = async (id: string) => (await editor.node(id).boundingBox())?.height ?? 0;
    const full = await height('d1');
    await toCanvas(page);
    await page.keyboard.press('ArrowRight');
    await expect(editor.node('d1')).toBeFocused();

    await page.keyboard.press('Alt+c');
    await editor.hears('Collapsed d1 to title and ports.');
    await expect(editor.node('d1').locator('[data-param]')).toHaveCount(0);
    await expect.poll(() => height('d1')).toBeLessThan(full * 0.8);
    // Its wires end where its ports are now.
    const port = await middle(editor.port('d1.outputs'));
    const start = await editor
      .wire('d1.outputs', 'tanh1.inputs')
      .locator('.react-flow__edge-interaction')
      .evaluate(beginning);
    expect(Math.hypot(start.x - port.x, start.y - port.y)).toBeLessThan(8);
    // It is no change of the graph; the browser remembers it.
    expect((await editor.save()).text).toBe(before.text);
    expect(await pressed()).toBe(0);
    await page.reload();
    await expect(editor.nodes).toHaveCount(8);
    pressed = await watchPointer(page);
    await expect(editor.node('d1').locator('[data-param]')).toHaveCount(0);
    await toCanvas(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await command(page, 'collapse the selection');
    await editor.hears('Opened d1 again.');
    await expect(editor.node('d1').locator('[data-param="units"]')).toBeVisible();

    // d1 and tanh1 stand in one row: under each other now, with room between.
    await toCanvas(page);
    await page.keyboard.press(']');
    await page.keyboard.press('Shift+Space');
    await page.keyboard.press('Alt+a');
    await editor.hears('Aligned 2 nodes.');
    const aligned = nodesOf(await editor.save());
    const [above, below] = ['d1', 'tanh1'].map((id) => aligned.get(id)?.position ?? []);
    expect(above?.[0]).toBe(below?.[0]);
    expect((below?.[1] ?? 0) - (above?.[1] ?? 0)).toBeGreaterThan(full);
    await page.keyboard.press('Control+z');
    expect((await editor.save()).text).toBe(before.text);

    // A wire that takes the place of another can be joined with it.
    await toCanvas(page);
    await page.keyboard.press('Escape');
    await expect(editor.node('d1')).toBeFocused();
    const replace = async () => {
      await page.keyboard.press('c');
      await page.keyboard.type('out.inputs');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Join both by Concatenate' })).toBeFocused();
    };
    await replace();
    await page.keyboard.press('Escape');
    await expect(editor.node('d1')).toBeFocused();
    await page.keyboard.press('Control+z');
    await replace();
    await page.keyboard.press('Enter');
    await expect(editor.wire('d1.outputs', 'concatenate1.inputs')).toBeAttached();
    await expect(editor.wire('concatenate1.outputs', 'out.inputs')).toBeAttached();
    await expect(editor.node('concatenate1')).toBeFocused();

    // What does not fit says why, where it was asked for.
    await page.keyboard.press('c');
    await page.keyboard.type('loss.y_true');
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/^loss\.y_true does not fit: /);
    await page.keyboard.press('Escape');

    // The end of a wire is led to another port.
    await page.keyboard.press('w');
    await page.keyboard.type('out.inputs');
    await page.keyboard.press('Enter');
    await editor.hears(/^Selected the wire from concatenate1\.outputs/);
    await page.keyboard.press('c');
    await expect(page.getByRole('dialog')).toHaveAccessibleName(
      /^Lead the wire from concatenate1\.outputs to out\.inputs/,
    );
    await page.keyboard.type('prob.inputs');
    await page.keyboard.press('Enter');
    await editor.hears('The wire now leads from concatenate1.outputs to prob.inputs.');
    await expect(editor.wire('concatenate1.outputs', 'out.inputs')).toHaveCount(0);
    expect(await pressed()).toBe(0);
  },
);
