/*
 * The canvas under fingers: a wire by two taps, from port to port, and to what is added at a place; on a phone also
 * moving, zooming and menus.
 */
import type { Locator, Page } from '@playwright/test';
import { middle } from './support/editor.ts';
import { xor } from './support/graphs.ts';
import { expect, test } from './support/test.ts';

test.use({ hasTouch: true });

test.beforeEach(async ({ editor }) => {
  await editor.open(xor);
});

async function tap(page: Page, { x, y }: { readonly x: number; readonly y: number }): Promise<void> {
  await page.touchscreen.tap(x, y);
}

test('two taps make a wire, and the ports that fit show themselves in between', async ({ editor, page }) => {
  await tap(page, await middle(editor.port('tanh1.outputs')));
  await expect(editor.port('loss.y_pred')).toHaveAttribute('data-fit', 'fits');
  await tap(page, await middle(editor.port('loss.y_pred')));
  await expect(editor.wire('tanh1.outputs', 'loss.y_pred')).toBeAttached();
  await expect(editor.port('loss.y_pred')).toHaveAttribute('data-fit', 'idle');
});

test('a second tap that cannot be says why', async ({ editor, page }) => {
  await tap(page, await middle(editor.port('tanh1.outputs')));
  await tap(page, await middle(editor.port('out.outputs')));
  await editor.hears('Both ends are outputs');
  await expect(editor.wires).toHaveCount(8);
});

test('a tap on the empty canvas asks what to add behind the port', async ({ editor, page }) => {
  const pane = await editor.canvas.boundingBox();
  await tap(page, await middle(editor.port('tanh1.outputs')));
  await tap(page, { x: (pane?.x ?? 0) + 40, y: (pane?.y ?? 0) + 24 });
  await expect(page.getByRole('dialog', { name: /Add/ })).toBeVisible();
});

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Fingers on the screen, as the browser hears of them. */
async function fingersOn(page: Page) {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', places: readonly Place[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: places.map((place, id) => ({ ...place, id })) });
  const between = (from: Place, to: Place, part: number): Place => ({
    x: from.x + (to.x - from.x) * part,
    y: from.y + (to.y - from.y) * part,
  });
  return {
    put: (...places: readonly Place[]) => send('touchStart', places),
    lift: () => send('touchEnd', []),
    /** Each finger goes from one place to another. */
    async slide(...ways: readonly { readonly from: Place; readonly to: Place }[]) {
      await send(
        'touchStart',
        ways.map(({ from }) => from),
      );
      for (let step = 1; step <= 8; step++)
        await send(
          'touchMove',
          ways.map(({ from, to }) => between(from, to, step / 8)),
        );
      await send('touchEnd', []);
    },
  };
}

/** Where a card can be taken, whatever it shows. */
async function titleOf(card: Locator): Promise<Place> {
  const box = await card.boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + 14 };
}

/** A place where nothing lies on the canvas; what is said comes at its top. */
const emptyPlace = (page: Page): Promise<Place> =>
  page.getByTestId('canvas').evaluate((canvas) => {
    const { left, top, right, bottom } = canvas.getBoundingClientRect();
    for (let y = bottom - 90; y > top + 90; y -= 12)
      for (let x = left + 40; x < right - 100; x += 12)
        if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane') === true) return { x, y };
    throw new Error('Something lies everywhere on the canvas.');
  });

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 780 }, contextOptions: { reducedMotion: 'reduce' } });

  test('fingers zoom, pan, move a card, wire it and open its menu; nothing lies outside of the screen', async ({
    editor,
    page,
  }) => {
    const fingers = await fingersOn(page);
    const zoom = page.getByRole('button', { name: /^Zoom \d+ percent/ });
    const percent = async () => Number.parseInt((await zoom.textContent()) ?? '', 10);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await expect(editor.train).toBeInViewport({ ratio: 1 });
    await expect(editor.node('d1')).toBeInViewport({ ratio: 1 });

    // Two fingers, apart.
    const before = await percent();
    const d1 = await middle(editor.node('d1'));
    await fingers.slide(
      { from: { x: d1.x - 15, y: d1.y }, to: { x: d1.x - 60, y: d1.y } },
      { from: { x: d1.x + 15, y: d1.y }, to: { x: d1.x + 60, y: d1.y } },
    );
    await expect.poll(percent).toBeGreaterThan(before * 2);

    // One finger on the empty canvas moves the view, and nothing else.
    let empty = await emptyPlace(page);
    const start = await middle(editor.node('d1'));
    await fingers.slide({ from: empty, to: { x: empty.x + 40, y: empty.y + 30 } });
    await expect.poll(async () => (await middle(editor.node('d1'))).y).toBeGreaterThan(start.y + 15);
    await expect(editor.button(/^Undo: Open/)).toBeVisible();

    // On a card it moves the card, as one step.
    const card = await titleOf(editor.node('d1'));
    await fingers.slide({ from: card, to: { x: card.x, y: card.y + 60 } });
    await expect(editor.button(/^Undo: Move/)).toBeVisible();
    expect((await titleOf(editor.node('d1'))).y).toBeGreaterThan(card.y + 30);

    // A port and the empty canvas, one after the other: the search for what fits there, and what is taken is wired.
    await tap(page, await middle(editor.port('d1.outputs')));
    await expect(editor.port('loss.y_pred')).toHaveAttribute('data-fit', 'fits');
    empty = await emptyPlace(page);
    await tap(page, empty);
    const search = page.getByRole('dialog', { name: /Add/ });
    await expect(search).toBeInViewport({ ratio: 1 });
    await search.getByRole('option').first().tap();
    await expect(editor.nodes).toHaveCount(9);
    await expect(page.getByTestId(/^rf__edge-d1\.outputs->/)).toHaveCount(2);
    await editor.button(/^Undo: Add/).tap();
    await expect(editor.nodes).toHaveCount(8);
    await editor.button('Fit everything').tap();
    await expect.poll(percent).toBe(before);

    // A finger that rests opens the menu, which stays when it is lifted.
    await fingers.put(await titleOf(editor.node('d1')));
    const entry = page.getByRole('menuitem', { name: 'Bypass' });
    await expect(entry).toBeInViewport({ ratio: 1 });
    await fingers.lift();
    await entry.tap();
    await editor.hears('Bypassed d1.');
    await expect(page.getByRole('menu')).toHaveCount(0);
  });
});

test.describe('on a phone, near to a card', () => {
  test.use({ viewport: { width: 390, height: 780 }, contextOptions: { reducedMotion: 'reduce' } });

  test('a menu that closes leaves the view where it is, for the finger that goes on', async ({ editor, page }) => {
    const fingers = await fingersOn(page);
    const d1 = await middle(editor.node('d1'));
    await fingers.slide(
      { from: { x: d1.x - 15, y: d1.y }, to: { x: d1.x - 60, y: d1.y } },
      { from: { x: d1.x + 15, y: d1.y }, to: { x: d1.x + 60, y: d1.y } },
    );
    await expect(editor.node('data')).not.toBeInViewport({ ratio: 1 });
    const before = await titleOf(editor.node('d1'));
    const port = await middle(editor.port('d1.outputs'));
    await fingers.put(await titleOf(editor.node('d1')));
    await expect(page.getByRole('menuitem', { name: 'Bypass' })).toBeInViewport({ ratio: 1 });
    await fingers.lift();
    await tap(page, await middle(page.getByRole('menuitem', { name: 'Bypass' })));
    await tap(page, port);
    await expect(editor.port('loss.y_pred')).toHaveAttribute('data-fit', 'fits');
    expect(await titleOf(editor.node('d1'))).toEqual(before);
  });
});

test.describe('on a tablet held upright', () => {
  test.use({ viewport: { width: 768, height: 1024 }, contextOptions: { reducedMotion: 'reduce' } });

  test('the bar keeps every button, and the canvas the width of the page', async ({ editor, page }) => {
    const buttons = await page.getByRole('banner').getByRole('button').all();
    expect(buttons.length).toBeGreaterThan(10);
    for (const button of buttons) await expect(button).toBeInViewport({ ratio: 1 });
    // None lies over another.
    const covered = await page.getByRole('banner').evaluate((bar) =>
      [...bar.querySelectorAll('button')].flatMap((button) => {
        const { left, top, width, height } = button.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return button.contains(there) || width === 0 ? [] : [button.getAttribute('aria-label') ?? button.textContent];
      }),
    );
    expect(covered).toEqual([]);
    expect((await editor.canvas.boundingBox())?.width).toBe(768);
    await expect(editor.port('d1.outputs')).toBeVisible();
  });
});
