/* A finger that rests opens the menu of what is under it, as the other button of a mouse does. */
import type { Point } from './wires/wire-path.ts';

/** Milliseconds that a finger has to rest. */
export const REST = 500;
/** Pixels that it may move meanwhile: no finger lies still. */
const STILL = 10;

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
  const onLift = (event: TouchEvent) => {
    if (rested && event.cancelable) event.preventDefault();
    end();
  };
  const another = () => {
    if (!rested) end();
  };
  const end = () => {
    clearTimeout(timer);
    window.removeEventListener('pointermove', onMove, true);
    window.removeEventListener('pointerdown', another, true);
    window.removeEventListener('contextmenu', onMenu, true);
    window.removeEventListener('touchend', onLift, true);
    window.removeEventListener('touchcancel', end, true);
  };
  window.addEventListener('pointermove', onMove, true);
  // The press that is followed is still on its way.
  setTimeout(() => window.addEventListener('pointerdown', another, true));
  window.addEventListener('contextmenu', onMenu, true);
  window.addEventListener('touchend', onLift, { capture: true, passive: false });
  window.addEventListener('touchcancel', end, true);
}
