/* Editing with the pointer: wires, nodes, copies, bypass, fixes; and every gesture is one step to undo. */
import type { Page } from '@playwright/test';
import { middle, type Editor } from './support/editor.ts';
import { changed, edgesOf, nodesOf, threeForTwo, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

/** No card lies on another. */
async function expectApart(editor: Editor): Promise<void> {
  const boxes = await editor.nodes.evaluateAll((cards) =>
    cards.map((card) => {
      const { x, y, width, height } = card.getBoundingClientRect();
      return { id: card.dataset['id'] ?? '', x, y, width, height };
    }),
  );
  const pairs = boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} on ${b.id}`),
  );
  expect(pairs).toEqual([]);
}

test.beforeEach(async ({ editor }) => {
  await editor.open(xor);
});

test('a wire that does not fit is refused with a reason, and nothing changes', async ({ editor }) => {
  const before = await editor.save();
  await editor.drag(editor.port('data.targets'), editor.port('d1.inputs'));
  await editor.hears(/targets/i);
  await expect(editor.wires).toHaveCount(8);
  await editor.drag(editor.port('out.outputs'), editor.port('tanh1.inputs'));
  await editor.hears(/circle|loop|cycle/i);
  expect((await editor.save()).text).toBe(before.text);
});

test('a wire is drawn, undone and done again', async ({ editor, page }) => {
  await editor.selectWire('d1.outputs', 'tanh1.inputs');
  await page.keyboard.press('Delete');
  await expect(editor.wires).toHaveCount(7);
  await editor.drag(editor.port('d1.outputs'), editor.port('tanh1.inputs'));
  await expect(editor.wires).toHaveCount(8);
  await page.keyboard.press('Control+z');
  await expect(editor.wires).toHaveCount(7);
  await page.keyboard.press('Control+z');
  await expect(editor.wires).toHaveCount(8);
  await page.keyboard.press('Control+Shift+z');
  await expect(editor.wires).toHaveCount(7);
});

test('deleting takes the wires along, or joins their ends', async ({ editor, page }) => {
  await editor.select('tanh1');
  await page.keyboard.press('Delete');
  await expect(editor.nodes).toHaveCount(7);
  await expect(editor.wires).toHaveCount(6);
  await page.keyboard.press('Control+z');
  await expect(editor.wires).toHaveCount(8);

  await editor.select('tanh1');
  await page.keyboard.press('Control+Delete');
  await expect(editor.nodes).toHaveCount(7);
  await expect(editor.wire('d1.outputs', 'out.inputs')).toBeAttached();
  await expect(editor.wires).toHaveCount(7);
});

test('copies travel as text and keep their wires', async ({ editor, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.select('d1');
  await editor.select('tanh1', { more: true });
  await expect(editor.inspector).toContainText('2');
  await page.keyboard.press('Control+c');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const copy = { name: 'copy.json', text: copied };
  expect([...nodesOf(copy).keys()]).toEqual(['d1', 'tanh1']);
  expect(edgesOf(copy)).toEqual(['d1.outputs->tanh1.inputs']);

  await page.keyboard.press('Control+v');
  await expect(editor.nodes).toHaveCount(10);
  const saved = await editor.save();
  expect(edgesOf(saved)).toContain('d2.outputs->tanh2.inputs');
  await page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(8);

  // Into a new graph, while the menu's button that made it still has the focus.
  await editor.newGraph();
  await expect(editor.button(/^File$/)).toBeFocused();
  await page.keyboard.press('Control+v');
  await expect(editor.nodes).toHaveCount(2);
  expect(edgesOf(await editor.save())).toEqual(['d1.outputs->tanh1.inputs']);
});

test('a node is dropped onto the canvas, and onto a wire, where it is inserted', async ({ editor }) => {
  const pane = await editor.canvas.boundingBox();
  const dropout = editor.palette.getByRole('button', { name: 'Add Dropout' });
  await dropout.dragTo(editor.canvas, { targetPosition: { x: (pane?.width ?? 0) - 90, y: 70 } });
  await expect(editor.nodes).toHaveCount(9);
  await expect(editor.wires).toHaveCount(8);

  await editor.palette
    .getByRole('button', { name: 'Add BatchNormalization' })
    .dragTo(editor.instrument('d1.outputs', 'tanh1.inputs'));
  await expect(editor.nodes).toHaveCount(10);
  await expect(editor.wire('d1.outputs', 'bn1.inputs')).toBeAttached();
  await expect(editor.wire('bn1.outputs', 'tanh1.inputs')).toBeAttached();
  await expect(editor.wires).toHaveCount(9);
  // What is behind made room, in the same step.
  await expectApart(editor);
  await editor.page.keyboard.press('Control+z');
  await expect(editor.wires).toHaveCount(8);
});

test('a free card that is moved onto a wire shows it and is put on it, in one step with the move', async ({
  editor,
  page,
}) => {
  await editor.open(xor);
  const pane = await editor.canvas.boundingBox();
  await editor.palette
    .getByRole('button', { name: 'Add Dropout' })
    .dragTo(editor.canvas, { targetPosition: { x: (pane?.width ?? 0) - 200, y: (pane?.height ?? 0) - 140 } });
  await expect(editor.node('dropout1')).toBeFocused();
  const free = await editor.save();
  const wire = await middle(editor.instrument('d1.outputs', 'tanh1.inputs'));
  await editor.node('dropout1').hover();
  await page.mouse.down();
  await page.mouse.move(wire.x + 40, wire.y + 30, { steps: 6 });
  await page.mouse.move(wire.x, wire.y, { steps: 4 });
  await expect(editor.wire('d1.outputs', 'tanh1.inputs').locator('[data-lit]')).toBeAttached();
  await page.mouse.up();
  await expect(editor.wire('dropout1.outputs', 'tanh1.inputs')).toBeAttached();
  await expect(editor.wire('d1.outputs', 'dropout1.inputs')).toBeAttached();
  await expectApart(editor);
  await page.keyboard.press('Control+z');
  expect((await editor.save()).text).toBe(free.text);
});

test('copies lie on nothing, and wires that are not touched stay where they are', async ({ editor, page }) => {
  await editor.select('d1');
  await editor.select('tanh1', { more: true });
  const path = () => editor.wire('data.targets', 'loss.y_true').locator('path').first().getAttribute('d');
  const before = await path();
  await page.keyboard.press('Control+d');
  await expect(editor.nodes).toHaveCount(10);
  await expectApart(editor);
  expect(await path()).toBe(before);
});

test('an undone copy is no longer selected: the next key is about the card that was clicked', async ({
  editor,
  page,
}) => {
  await editor.select('tanh1');
  await page.keyboard.press('Control+d');
  await expect(editor.nodes).toHaveCount(9);
  await page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(8);
  await editor.select('d1');
  await page.keyboard.press('Control+b');
  await expect(editor.node('d1')).toContainText('bypassed');
  await editor.hears('Bypassed d1.');
});

test('ten names, typed into the palette, are a network that trains, and the view follows', async ({ editor, page }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await editor.useBackend('WASM');
  await editor.newGraph();
  const names =
    'Dataset,Dense,BatchNormalization,Activation,Dense,CategoricalCrossentropy,Adam,CosineDecay,EarlyStopping,Train';
  await editor.search.click();
  for (const [i, name] of names.split(',').entries()) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(editor.nodes).toHaveCount(i + 1);
  }
  await expect(editor.wires).toHaveCount(10);
  await expectApart(editor);
  await expect(page.getByRole('tab', { name: /^Problems$/ })).toBeVisible();
  await expect.poll(() => covered(page, 'train1')).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(editor.progress).toHaveText(/^(done|stopped)/, { timeout: 60_000 });
});

/** Corners of a card at which something else is. */
const covered = (page: Page, id: string): Promise<readonly string[]> =>
  page.locator(`.react-flow__node[data-id="${id}"]`).evaluate((card) => {
    const { left, top, right, bottom } = card.getBoundingClientRect();
    const corners = {
      'top left': [left, top],
      'top right': [right, top],
      'bottom left': [left, bottom],
      'bottom right': [right, bottom],
    };
    const inside = ([x = 0, y = 0]: number[]): Element | null =>
      document.elementFromPoint(x + (x === left ? 6 : -6), y + (y === top ? 6 : -6));
    return Object.entries(corners).flatMap(([name, corner]) => (card.contains(inside(corner)) ? [] : [name]));
  });

test('a wire let go over nothing offers what fits there', async ({ editor, page }) => {
  await editor.node('train').hover();
  const train = await middle(editor.node('train'));
  const pane = await editor.canvas.boundingBox();
  await editor.drag(editor.port('tanh1.outputs'), { x: train.x, y: (pane?.y ?? 0) + 24 });
  const search = page.getByRole('dialog');
  await expect(search.getByRole('option', { name: /^Dropout/ })).toBeVisible();
  await expect(search.getByRole('option', { name: /^HeNormal/ })).toHaveCount(0);
  // Behind a bend, most people put the next layer with weights.
  await expect(search.getByRole('option').first()).toContainText('Dense');
  await page.keyboard.type('softmax');
  await expect(search.getByRole('option').first()).toContainText(/softmax/i);
  await search.getByRole('combobox').fill('');
  await page.keyboard.type('Dropout');
  await page.keyboard.press('Enter');
  await expect(editor.wire('tanh1.outputs', 'dropout1.inputs')).toBeAttached();
  await page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(8);
});

test('a bypassed node lets the wire through', async ({ editor, page }) => {
  await editor.select('tanh1');
  await page.keyboard.press('Control+b');
  await expect(editor.node('tanh1')).toContainText('bypassed');
  expect(nodesOf(await editor.save()).get('tanh1')).toHaveProperty('muted', true);
  await page.keyboard.press('Control+b');
  await expect(editor.node('tanh1')).not.toContainText('bypassed');

  // Where what comes in does not suit what is behind, the reason is told.
  await editor.select('out');
  await page.keyboard.press('Control+b');
  await editor.hears(/Bypassed out\. The network gives 8 values per example/);
});

test('dragging a node is one step, and so is typing in a field', async ({ editor, page }) => {
  const before = await editor.save();
  await editor.node('opt').hover();
  const start = await middle(editor.node('opt'));
  await editor.drag(editor.node('opt'), { x: start.x - 150, y: start.y + 20 });
  const moved = await editor.save();
  expect(nodesOf(moved).get('opt')).not.toEqual(nodesOf(before).get('opt'));
  await editor.select('d1');
  await editor.param('units').click();
  await page.keyboard.type('12');
  await page.keyboard.type('8');
  await expect(editor.instrument('d1.outputs', 'tanh1.inputs')).toHaveText(/^128(?!\d)/);
  await page.keyboard.press('Enter');
  await editor.button(/^Undo: /).click();
  expect((await editor.save()).text).toBe(moved.text);
  await editor.button(/^Undo: /).click();
  expect((await editor.save()).text).toBe(before.text);
});

test('a number is one step however it is typed; undo in the field takes it back, and a refused one was never there', async ({
  editor,
  page,
}) => {
  await editor.select('d1');
  const units = editor.param('units');
  await units.click();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(editor.instrument('d1.outputs', 'tanh1.inputs')).toHaveText(/^12(?!\d)/);
  await page.keyboard.press('Control+z');
  await expect(units).toHaveValue('8');
  await expect(editor.instrument('d1.outputs', 'tanh1.inputs')).toHaveText(/^8(?!\d)/);
  // What was before it comes next, and it can be done again.
  await expect(editor.button(/^Undo: Open/)).toBeEnabled();
  await page.keyboard.press('Control+Shift+z');
  await expect(units).toHaveValue('12');

  const kept = await editor.save();
  await units.click();
  await page.keyboard.type('2.5');
  await expect(editor.inspector.getByRole('alert')).toContainText('2.5 is not a whole number');
  await page.keyboard.press('Enter');
  await expect(units).toHaveValue('12');
  await expect(editor.inspector.getByRole('alert')).toContainText('It is 12 as before.');
  await units.selectText();
  await page.keyboard.type('2000000000');
  await editor.param('activation').focus();
  await expect(units).toHaveValue('12');
  expect((await editor.save()).text).toBe(kept.text);

  await units.selectText();
  await page.keyboard.type('3');
  await page.keyboard.press('Escape');
  await expect(units).toBeFocused();
  await expect(units).toHaveValue('12');
  await editor.button(/^Undo: /).click();
  await expect(units).toHaveValue('8');
});

test('a problem is named with its place, and one click mends it', async ({ editor, page }) => {
  await editor.open(threeForTwo);
  await editor.tab('Problems');
  await expect(editor.problems).toContainText('The network gives 3 values per example, but data has 2 classes');
  const fix = editor.problems.getByRole('button', { name: 'Set units of out to 2' });
  await expect(fix).toBeVisible();
  await fix.click();
  await editor.hears('Done: Set units of out to 2. Now no problems.');
  await expect(editor.instrument('out.outputs', 'prob.inputs')).toHaveText(/^2(?!\d)/);
  await page.keyboard.press('Control+z');
  await expect(editor.instrument('out.outputs', 'prob.inputs')).toHaveText(/^3(?!\d)/);
});

test('problems with the same fix are read side by side, and the fix is offered once', async ({ editor, page }) => {
  const twice = changed(threeForTwo, (graph) => {
    graph.nodes.push(
      { id: 'second', type: 'CategoricalCrossentropy', position: [700, 300] },
      { id: 'again', type: 'Train', position: [960, 300] },
    );
    graph.edges.push(
      { from: 'prob.outputs', to: 'second.y_pred' },
      { from: 'data.targets', to: 'second.y_true' },
      { from: 'second.loss', to: 'again.loss' },
      { from: 'opt.optimizer', to: 'again.optimizer' },
    );
  });
  await editor.open(twice);
  await editor.tab('Problems');
  for (const loss of ['loss', 'second'])
    await expect(editor.problems).toContainText(`CategoricalCrossentropy ${loss} expects 2`);
  await expect(editor.problems.getByRole('listitem')).toHaveCount(1);
  await expect(editor.problems).toContainText('For both:');
  await editor.problems.getByRole('button', { name: 'Show prob' }).click();
  const fixes = page.getByRole('button', { name: 'Set units of out to 2' });
  // In the list, and in the inspector of the node.
  await expect(fixes).toHaveCount(2);
  await expect(editor.inspector).toContainText('CategoricalCrossentropy second expects 2');
  await page.getByRole('region', { name: 'Errors' }).getByRole('button', { name: 'Set units of out to 2' }).click();
  await editor.hears('Done: Set units of out to 2. Now no problems.');
});

test('what a fix adds lies on nothing and is in sight', async ({ editor }) => {
  const unfinished = changed(xor, (graph) => {
    graph.nodes = graph.nodes.filter(({ id }) => id !== 'train' && id !== 'opt');
    graph.edges = graph.edges.filter(({ to }) => !to.startsWith('train.'));
  });
  await editor.open(unfinished);
  await editor.tab('Problems');
  await editor.problems.getByRole('button', { name: /^Add Train/ }).click();
  await expect(editor.nodes).toHaveCount(8);
  await expectApart(editor);
  const canvas = await editor.canvas.boundingBox();
  for (const node of await editor.nodes.all()) {
    await expect
      .poll(async () => {
        const box = await node.boundingBox();
        return (
          (box?.x ?? -1) >= (canvas?.x ?? 0) &&
          (box?.y ?? 9e9) + (box?.height ?? 0) <= (canvas?.y ?? 0) + (canvas?.height ?? 0)
        );
      })
      .toBe(true);
  }
});

test('Enter leads from a node to its settings, and Escape back', async ({ editor, page }) => {
  await editor.select('d1');
  await editor.node('d1').focus();
  await page.keyboard.press('Enter');
  await expect(editor.inspector.locator(':focus')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor.node('d1')).toBeFocused();
});
