/* The hands: wires pulled and cut, values changed on cards, cards kept level; each gesture is one step to undo. */
import { middle } from './support/editor.ts';
import { nodesOf, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test.beforeEach(async ({ editor }) => {
  await editor.open(xor);
});

test('a wire is pulled off its input: to another port, or away', async ({ editor, page }) => {
  await editor.drag(editor.port('out.inputs'), editor.port('loss.y_pred'));
  // The other port holds a wire, which gives way.
  await expect(editor.wire('tanh1.outputs', 'loss.y_pred')).toBeAttached();
  await expect(editor.wire('tanh1.outputs', 'out.inputs')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(editor.wires).toHaveCount(8);

  const pane = await editor.canvas.boundingBox();
  const start = await middle(editor.port('out.inputs'));
  await editor.drag(editor.port('out.inputs'), { x: start.x - 20, y: (pane?.y ?? 0) + 20 });
  await expect(editor.wires).toHaveCount(7);
  await expect(editor.wire('tanh1.outputs', 'out.inputs')).toHaveCount(0);
});

test('a wire let go anywhere on a card takes the port that fits', async ({ editor, page }) => {
  await editor.drag(editor.port('tanh1.outputs'), editor.node('loss'));
  await expect(editor.wire('tanh1.outputs', 'loss.y_pred')).toBeAttached();
  await page.keyboard.press('Control+z');
  await expect(editor.wire('prob.outputs', 'loss.y_pred')).toBeAttached();
});

test('a cut takes off every wire it crosses, in one step', async ({ editor, page }) => {
  const [left, right] = [await middle(editor.node('d1')), await middle(editor.node('tanh1'))];
  const x = (left.x + right.x) / 2 + 34;
  await page.keyboard.down('Alt');
  await page.mouse.move(x, left.y - 60);
  await page.mouse.down();
  await page.mouse.move(x, left.y + 20, { steps: 6 });
  await expect(page.getByTestId('cut')).toBeVisible();
  await page.mouse.move(x, left.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect(page.getByTestId('cut')).toHaveCount(0);
  await expect(editor.wire('d1.outputs', 'tanh1.inputs')).toHaveCount(0);
  await editor.button(/^Undo: Remove/).click();
  await expect(editor.wires).toHaveCount(8);
});

test('a number on a card is dragged, turned and typed', async ({ editor, page }) => {
  const before = await editor.save();
  const units = editor.node('d1').locator('[data-param="units"]');
  await expect(units).toHaveText('8');
  const at = await middle(units);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 33, at.y, { steps: 8 });
  await page.mouse.up();
  await expect(units).toHaveText('12');
  await editor.button(/^Undo: Set units/).click();
  expect((await editor.save()).text).toBe(before.text);

  await units.hover();
  await page.keyboard.down('Alt');
  await page.mouse.wheel(0, -100);
  await expect(units).toHaveText('9');
  await page.keyboard.up('Alt');
  await units.click();
  const dialog = page.getByRole('dialog', { name: 'units of d1' });
  await expect(dialog.getByLabel('units', { exact: true })).toBeFocused();
  await page.keyboard.type('20');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(units).toHaveText('20');
});

test('several nodes are set together in one step, and aligned', async ({ editor, page }) => {
  const before = await editor.save();
  await editor.select('d1');
  await editor.select('out', { more: true });
  await editor.param('units differs').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  const set = nodesOf(await editor.save());
  expect([set.get('d1')?.params?.['units'], set.get('out')?.params?.['units']]).toEqual([5, 5]);
  await editor.button(/^Undo: Set units of 2 nodes/).click();
  expect((await editor.save()).text).toBe(before.text);

  await editor.select('d1');
  await editor.select('loss', { more: true });
  await editor.inspector.getByRole('button', { name: 'Left', exact: true }).click();
  const aligned = nodesOf(await editor.save());
  expect(aligned.get('loss')?.position?.[0]).toBe(aligned.get('d1')?.position?.[0]);
  await page.keyboard.press('Control+z');
  await editor.node('d1').click({ button: 'right', position: { x: 40, y: 12 } });
  await page.getByRole('menuitem', { name: 'Align, distribute' }).hover();
  await page.getByRole('menuitem', { name: 'Align left edges' }).click();
  expect(nodesOf(await editor.save()).get('loss')?.position).toEqual(aligned.get('loss')?.position);
});

test('a card that is moved comes to rest level with others, and a line says so', async ({ editor, page }) => {
  // Guides come with what is loaded once the page stands.
  await page.waitForLoadState('networkidle');
  await editor.node('opt').hover();
  const start = await middle(editor.node('opt'));
  await page.mouse.move(start.x, start.y - 20);
  await page.mouse.down();
  await page.mouse.move(start.x + 30, start.y, { steps: 4 });
  await page.mouse.move(start.x + 4, start.y + 6, { steps: 6 });
  await expect(page.getByTestId('guide').first()).toBeAttached();
  await page.mouse.up();
  await expect(page.getByTestId('guide')).toHaveCount(0);
  const nodes = nodesOf(await editor.save());
  expect(nodes.get('opt')?.position?.[0]).toBe(nodes.get('train')?.position?.[0]);
});

test('a node becomes another type in its place', async ({ editor, page }) => {
  await editor.node('opt').click({ button: 'right', position: { x: 40, y: 12 } });
  await page.getByRole('menuitem', { name: 'Change type…' }).click();
  await expect(page.getByRole('option', { name: /^SGD/ })).toBeVisible();
  await expect(page.getByRole('option', { name: /^Dense/ })).toHaveCount(0);
  await page.keyboard.type('SGD');
  await page.keyboard.press('Enter');
  await expect(editor.node('opt')).toContainText('SGD');
  await expect(editor.wire('opt.optimizer', 'train.optimizer')).toBeAttached();
});

test('a note is written where it stands', async ({ editor, page }) => {
  const pane = await editor.canvas.boundingBox();
  await page.mouse.dblclick((pane?.x ?? 0) + (pane?.width ?? 0) - 20, (pane?.y ?? 0) + 420);
  await expect(page.getByRole('dialog', { name: 'Add a node' })).toBeVisible();
  await page.keyboard.type('Note');
  await page.keyboard.press('Enter');
  const note = editor.node('note1');
  await expect(note).toBeVisible();
  // Also near the edge it is wholly in sight.
  await expect
    .poll(async () => {
      const box = await note.boundingBox();
      return (box?.x ?? 9e9) + (box?.width ?? 0) <= (pane?.x ?? 0) + (pane?.width ?? 0);
    })
    .toBe(true);
  // What is typed next is its text, kept with every letter; a double click goes on with it.
  await page.keyboard.type('Try tanh here.');
  await expect(page.getByLabel('Text of note1')).toBeFocused();
  expect(nodesOf(await editor.save()).get('note1')?.params?.['text']).toBe('Try tanh here.');
  await page.keyboard.press('Escape');
  await expect(note).toBeFocused();
  await expect(note).toContainText('Try tanh here.');
  await note.dblclick();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Or relu.');
  await page.keyboard.press('Escape');
  await expect(note).toContainText('Try tanh here. Or relu.');
  await page.keyboard.press('Control+z');
  await expect(note).not.toContainText('relu');
});

test('a letter of a function’s name and Enter choose it', async ({ editor, page }) => {
  await editor.select('tanh1');
  await editor.param('activation').click();
  await page.keyboard.type('softm');
  await page.keyboard.press('Enter');
  await expect(editor.param('activation')).toHaveValue('softmax');
  await expect(editor.node('tanh1')).toContainText('softmax');

  // On a busy page what the list does on opening comes after the letters, and takes away the mark on its first choice.
  await page.evaluate(() => {
    const { setTimeout: quick } = window;
    const waiting = new Set<TimerHandler>();
    const slowly = (then: () => void, ms = 0): number => {
      if (ms > 0) return quick(then, ms);
      waiting.add(then);
      return quick(() => {
        waiting.delete(then);
        then();
      }, 300);
    };
    Object.assign(window, { setTimeout: slowly, waiting, inTime: () => Object.assign(window, { setTimeout: quick }) });
  });
  const slow = () => (window as unknown as { waiting: Set<unknown> }).waiting.size;
  await editor.param('activation').click();
  await page.keyboard.type('gel');
  expect(await page.evaluate(slow)).toBeGreaterThan(0);
  await expect.poll(() => page.evaluate(slow)).toBe(0);
  await page.keyboard.press('Enter');
  await expect(editor.param('activation')).toHaveValue('gelu');
  await expect(editor.node('tanh1')).toContainText('gelu');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await page.evaluate(() => (window as unknown as { inTime: () => void }).inTime());

  // A list that is left alone is closed by the click that selects something else, and nothing moves under it.
  await editor.param('activation').click();
  await page.keyboard.type('nothing');
  await editor.select('train');
  await editor.select('tanh1');
  await expect(editor.param('activation')).toHaveValue('gelu');
});

test('a wire is led by hand: bent by a double click, its bend dragged, straightened again', async ({
  editor,
  page,
}) => {
  const wire = editor.wire('data.targets', 'loss.y_true');
  // A place on the line where nothing lies over it, once the view of the opened graph rests.
  const reachable = () =>
    wire.locator('.react-flow__edge-interaction').evaluate((path) => {
      if (!(path instanceof SVGPathElement)) return undefined;
      const matrix = path.getScreenCTM();
      if (matrix === null) return undefined;
      return Array.from({ length: 30 }, (_, i) => {
        const { x, y } = path.getPointAtLength((0.2 + i * 0.02) * path.getTotalLength()).matrixTransform(matrix);
        return { x, y };
      }).find(({ x, y }) => document.elementFromPoint(x, y) === path);
    });
  await expect.poll(reachable).toBeDefined();
  const place = await reachable();
  if (place === undefined) throw new Error('the wire cannot be reached');
  await page.mouse.dblclick(place.x, place.y);
  const bend = wire.locator('[data-bend]');
  await expect(bend).toHaveCount(1);
  const start = await middle(bend);
  await editor.drag(bend, { x: start.x, y: start.y + 50 });
  expect((await middle(bend)).y).toBeGreaterThan(start.y + 30);
  const via = (text: string) =>
    (JSON.parse(text) as { edges: { to: string; via?: number[][] }[] }).edges.find(({ to }) => to === 'loss.y_true')
      ?.via;
  expect(via((await editor.save()).text)).toHaveLength(1);
  await editor.button('Undo: Bend wire').click();
  expect((await middle(bend)).y).toBeCloseTo(start.y, 0);
  await editor.instrument('data.targets', 'loss.y_true').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Straighten' }).click();
  await expect(bend).toHaveCount(0);
  expect(via((await editor.save()).text)).toBeUndefined();
});

test('the view is dragged by cards and wires too, with the middle button or Space', async ({ editor, page }) => {
  const { mouse } = page;
  const drag = async (id: string, button: 'left' | 'middle') => {
    const card = editor.node(id);
    const before = await middle(card);
    await mouse.move(before.x, before.y);
    await mouse.down({ button });
    await mouse.move(before.x - 40, before.y + 30, { steps: 4 });
    await mouse.up({ button });
    await expect.poll(async () => (await middle(card)).y).toBeCloseTo(before.y + 30, 0);
    expect((await middle(card)).x).toBeCloseTo(before.x - 40, 0);
  };
  await editor.select('d1');
  await drag('tanh1', 'middle');
  await page.keyboard.down('Space');
  await drag('tanh1', 'left');
  await page.keyboard.up('Space');
  // The card moved on the screen alone, and what was selected still is.
  await expect(editor.node('d1')).toHaveClass(/selected/);
  await expect(editor.node('tanh1')).not.toHaveClass(/selected/);
  await expect(editor.button(/^Undo: Open/)).toBeVisible();

  const wire = editor.instrument('d1.outputs', 'tanh1.inputs');
  const start = await middle(wire);
  await mouse.move(start.x, start.y);
  await mouse.down({ button: 'middle' });
  await mouse.move(start.x + 30, start.y + 20, { steps: 4 });
  await mouse.up({ button: 'middle' });
  await expect.poll(async () => (await middle(wire)).y).toBeCloseTo(start.y + 20, 0);
});

test('two outputs, between which no wire can lead, are joined where one was led to the other', async ({ editor }) => {
  await editor.drag(editor.port('d1.outputs'), editor.port('tanh1.outputs'));
  await editor.button('Join both by Concatenate').click();
  await expect(editor.wire('d1.outputs', 'concatenate1.inputs')).toBeAttached();
  await expect(editor.wire('tanh1.outputs', 'concatenate1.inputs')).toBeAttached();
  await editor.button(/^Undo: Add/).click();
  await expect(editor.wires).toHaveCount(8);
});
