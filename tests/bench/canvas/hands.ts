/* What a hand does on a canvas of React Flow, ours or a bare one: both have the same elements. */
import type { Page } from 'playwright';
import { record } from './recorder.ts';

const PANE = '.react-flow__pane';
const CARD = '.react-flow__node';
/** Moves of the mouse in a gesture; each comes with a frame. */
const MOVES = 90;
const CLICKS = 12;
/** Milliseconds in which a view that is no longer moved comes to rest, and what was put off is drawn. */
const REST = 1000;

/** Waits until the view rests: keys move it to the card they go to, and where cards lie is true only after that. */
export const rest = (page: Page): Promise<void> => page.waitForTimeout(REST);

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Drops a graph file onto the page and waits until the page is at rest. */
export async function dropFile(page: Page, text: string) {
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'graph.json', { type: 'application/json' }));
    return transfer;
  }, text);
  await page.locator('body').dispatchEvent('dragover', { dataTransfer: data });
  await page.locator('body').dispatchEvent('drop', { dataTransfer: data });
  return record(page, 'opened');
}

/** Turns the wheel until the view rests at this zoom; what is under the pointer, inside a network, stays there. */
export async function zoomTo(page: Page, wanted: number): Promise<void> {
  const { x, y } = await placeOfPane(page);
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 60; turn++) {
    const now = await zoomNow(page);
    const missing = Math.log2(wanted / now);
    if (Math.abs(missing) < 0.05) break;
    // React Flow zooms by 2 to the power of 0.002 a pixel.
    await page.mouse.wheel(0, -Math.max(-200, Math.min(200, missing / 0.002)));
    await nextFrame(page);
  }
  await rest(page);
}

const zoomNow = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const viewport = document.querySelector('.react-flow__viewport');
    return viewport === null ? 1 : new DOMMatrix(getComputedStyle(viewport).transform).a;
  });

const nextFrame = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));

/** Frames while the pane is pulled to and fro. */
export async function pan(page: Page): Promise<readonly number[]> {
  const start = await emptyPlace(page);
  return pull(page, start);
}

/** Shifts the view sideways by so many pixels, and waits until it rests. */
export async function shiftBy(page: Page, pixels: number): Promise<void> {
  const { x, y } = await emptyPlace(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + pixels, y, { steps: 8 });
  await page.mouse.up();
  await rest(page);
}

/** Frames while a card is pulled to and fro. */
export async function drag(page: Page): Promise<readonly number[]> {
  const [card] = await cardsInSight(page);
  if (card === undefined) throw new Error('No card is in sight that could be dragged.');
  return pull(page, card);
}

async function pull(page: Page, { x, y }: Point): Promise<readonly number[]> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  // The first moves pass the threshold from which it is a drag.
  await page.mouse.move(x + 8, y + 4, { steps: 2 });
  await record(page, 'frames');
  for (let i = 1; i <= MOVES; i++) {
    const turn = (2 * Math.PI * i) / MOVES;
    await page.mouse.move(x + 8 + 220 * Math.sin(turn), y + 4 + 120 * Math.sin(2 * turn));
  }
  const frames = await record(page, 'stop');
  await page.mouse.up();
  return frames;
}

/** Frames while the wheel turns from near to far and back again. */
export async function zoom(page: Page): Promise<readonly number[]> {
  const { x, y } = await placeOfPane(page);
  await page.mouse.move(x, y);
  await record(page, 'frames');
  for (let i = 0; i < MOVES; i++) await page.mouse.wheel(0, i < MOVES / 2 ? 30 : -30);
  return record(page, 'stop');
}

/** Milliseconds from pressing on a card until it is painted as selected, for some cards one after another. */
export async function clicks(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (const { id, x, y } of (await cardsInSight(page)).slice(1)) {
    if (times.length === CLICKS) break;
    // A card that was dragged onto others lies over them once it is selected.
    if (!(await isOnTop(page, id, { x, y }))) continue;
    await record(page, 'expect', 'pointerdown', cardWith(id), { hasClass: 'selected' });
    await page.mouse.click(x, y);
    const painted = record(page, 'painted').catch(async (thrown: unknown) => {
      throw new Error(`The click went to ${await whatLiesAt(page, { x, y })}.`, { cause: thrown });
    });
    times.push(await painted);
  }
  return times;
}

const isOnTop = (page: Page, id: string, { x, y }: Point): Promise<boolean> =>
  page.evaluate((given) => document.elementFromPoint(given.x, given.y)?.closest(given.card) instanceof Element, {
    card: cardWith(id),
    x,
    y,
  });

/** The elements at a place, from the innermost outwards. */
const whatLiesAt = (page: Page, place: Point): Promise<string> =>
  page.evaluate(({ x, y }) => {
    const names: string[] = [];
    for (let at = document.elementFromPoint(x, y); at !== null; at = at.parentElement)
      names.push(
        `<${at.localName} class="${at.getAttribute('class') ?? ''}" data-id="${at.getAttribute('data-id') ?? ''}">`,
      );
    return names.join(' in ');
  }, place);

/** Presses a key, and gives the milliseconds until the card is painted with another text. */
export async function changeBy(page: Page, key: string, id: string): Promise<number> {
  await record(page, 'expect', 'keydown', cardWith(id), 'another text');
  await page.keyboard.press(key);
  return record(page, 'painted');
}

export const cardWith = (id: string): string => `${CARD}[data-id="${id}"]`;

/** Cards whose title can be clicked, of a type if one is given. */
export function cardsInSight(page: Page, idPrefix = ''): Promise<readonly (Point & { readonly id: string })[]> {
  return page.evaluate(
    ({ card, prefix }) =>
      [...document.querySelectorAll<HTMLElement>(card)].flatMap((element) => {
        const { left, top } = element.getBoundingClientRect();
        const [x, y] = [left + 40, top + 12];
        const id = element.dataset['id'] ?? '';
        const hit = document.elementFromPoint(x, y)?.closest(card) === element;
        return hit && id.startsWith(prefix) ? [{ id, x, y }] : [];
      }),
    { card: CARD, prefix: idPrefix },
  );
}

/** A place of the pane with nothing on it, near its middle. */
export function emptyPlace(page: Page): Promise<Point> {
  return page.evaluate((pane) => {
    const box = document.querySelector(pane)?.getBoundingClientRect();
    if (box === undefined) throw new Error('There is no canvas.');
    const [middleX, middleY] = [box.left + box.width / 2, box.top + box.height / 2];
    for (let away = 0; away < 250; away += 7) {
      for (let turn = 0; turn < 12; turn++) {
        const [x, y] = [middleX + away * Math.cos(turn), middleY + away * Math.sin(turn)];
        if (document.elementFromPoint(x, y)?.matches(pane) === true) return { x, y };
      }
    }
    throw new Error('There is no empty place on the canvas.');
  }, PANE);
}

/** A place over the first network while everything is in sight. */
async function placeOfPane(page: Page): Promise<Point> {
  const box = await page.locator(PANE).boundingBox();
  if (box === null) throw new Error('There is no canvas.');
  return { x: box.x + box.width * 0.35, y: box.y + box.height * 0.35 };
}
