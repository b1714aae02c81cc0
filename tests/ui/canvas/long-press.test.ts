/* A finger that rests: the menu comes after a while, and not where it moves, leaves, or is one of two. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followFinger, REST } from '../../../src/ui/canvas/long-press.ts';

/** As much of the browser's events as is looked at. */
const happen = (type: string, place: object = {}): Event =>
  Object.assign(new Event(type, { bubbles: true, cancelable: true }), place);

const page = new EventTarget();
let menus: Event[] = [];
/** What is under the finger; the page hears what happens there. */
const events = new EventTarget();
const card = {
  addEventListener: events.addEventListener.bind(events),
  removeEventListener: events.removeEventListener.bind(events),
  dispatchEvent(event: Event) {
    menus.push(event);
    return page.dispatchEvent(event);
  },
} as unknown as Element;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', page);
  vi.stubGlobal(
    'MouseEvent',
    class extends Event {
      readonly clientX: number;
      readonly clientY: number;
      constructor(type: string, { clientX, clientY }: { readonly clientX: number; readonly clientY: number }) {
        super(type, { cancelable: true });
        [this.clientX, this.clientY] = [clientX, clientY];
      }
    },
  );
  menus = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The page hears of it too, unless the card is no longer there. */
function lift(lifted = happen('touchend'), { gone = false } = {}): void {
  events.dispatchEvent(lifted);
  if (!gone) page.dispatchEvent(lifted);
}

const rest = (milliseconds = REST) => vi.advanceTimersByTime(milliseconds);

test('the menu of what is under it is asked for, once, at its place', () => {
  followFinger(card, { x: 30, y: 40 });
  rest(REST - 1);
  expect(menus).toEqual([]);
  rest(1);
  expect(menus).toHaveLength(1);
  expect(menus[0]).toMatchObject({ type: 'contextmenu', clientX: 30, clientY: 40 });
  // Lifted now, it clicks on nothing.
  const lifted = happen('touchend');
  lift(lifted);
  expect(lifted.defaultPrevented).toBe(true);
  rest();
  expect(menus).toHaveLength(1);
});

test('a finger that trembles still rests; one that moves on does not', () => {
  followFinger(card, { x: 30, y: 40 });
  page.dispatchEvent(happen('pointermove', { clientX: 34, clientY: 46 }));
  rest();
  expect(menus).toHaveLength(1);
  lift();
  followFinger(card, { x: 30, y: 40 });
  page.dispatchEvent(happen('pointermove', { clientX: 30, clientY: 52 }));
  rest();
  expect(menus).toHaveLength(1);
});

test('one that is lifted, or gets company, asks for nothing', () => {
  followFinger(card, { x: 30, y: 40 });
  const tapped = happen('touchend');
  lift(tapped);
  expect(tapped.defaultPrevented).toBe(false);
  rest();
  followFinger(card, { x: 30, y: 40 });
  rest(10);
  page.dispatchEvent(happen('pointerdown'));
  rest();
  expect(menus).toEqual([]);
});

test('a card that is drawn anew while its menu comes does not keep the next tap from clicking', () => {
  followFinger(card, { x: 30, y: 40 });
  rest();
  expect(menus).toHaveLength(1);
  lift(happen('touchend'), { gone: true });
  const tapped = happen('touchend');
  page.dispatchEvent(tapped);
  expect(tapped.defaultPrevented).toBe(false);
});
