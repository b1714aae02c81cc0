/* A finger that rests opens the menu of what is under it, as the other button of a mouse does. */
import type { Point } from './wires/wire-path.ts';

/** Milliseconds that a finger has to rest. */
export const REST = 500;
/** Pixels that it may move meanwhile: no finger lies still. */
const STILL = 10;

/** Before anybody on the canvas. */
const FIRST = { capture: true } as const;

/** Follows a finger from where it was put down until it leaves, moves on, or has rested. */
export function followFinger(target: Element, { x, y }: Point): void {
  let rested = false;
  const timer = setTimeout(() => {
    rested = true;
    // As the browser tells of the other button; the canvas opens its menu on that.
    const place = { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y };
    target.dispatchEvent(new MouseEvent('contextmenu', place));
  }, REST);
  const onMove = (event: PointerEvent) => {
    if (Math.hypot(event.clientX - x, event.clientY - y) > STILL) end();
  };
  // Some browsers open menus by themselves: then this one comes too late, or that one does.
  const onMenu = (event: MouseEvent) => {
    if (!event.isTrusted) return;
    if (!rested) return end();
    event.preventDefault();
    event.stopPropagation();
  };
  // Letting go after the menu has come is no click on what is under it.
  const onLift = (event: Event) => {
    if (rested && event.cancelable) event.preventDefault();
    end();
  };
  const another = () => {
    if (!rested) end();
  };
  const end = () => {
    clearTimeout(timer);
    clearTimeout(later);
    window.removeEventListener('pointermove', onMove, FIRST);
    window.removeEventListener('pointerdown', another, FIRST);
    window.removeEventListener('contextmenu', onMenu, FIRST);
    target.removeEventListener('touchend', onLift, FIRST);
    target.removeEventListener('touchcancel', end, FIRST);
  };
  window.addEventListener('pointermove', onMove, FIRST);
  // The press that is followed is still on its way.
  const later = setTimeout(() => window.addEventListener('pointerdown', another, FIRST));
  window.addEventListener('contextmenu', onMenu, FIRST);
  // Heard of where it was put down, also when that is drawn anew meanwhile and is no longer in the page.
  target.addEventListener('touchend', onLift, { ...FIRST, passive: false });
  target.addEventListener('touchcancel', end, FIRST);
}
