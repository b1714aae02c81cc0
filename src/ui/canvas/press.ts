/*
 * Presses on the canvas that mean something else than to React Flow: a cut with Alt, a finger that rests, the view
 * that is dragged by what lies on it, and the values on cards, which a drag or the wheel changes and a click opens.
 */
import type { PointerEvent, TouchEvent, WheelEvent } from 'react';
import { latePart } from '../late/late.tsx';
import type { Point } from './wires/wire-path.ts';

const cutting = latePart(() => import('./slicing.ts'));
const fingers = latePart(() => import('./long-press.ts'));
const pinching = latePart(() => import('./pinch.ts'));
const viewDrag = latePart(() => import('./drag-view.ts'));

/** Two fingers zoom, wherever they are. */
export function onTouch({ nativeEvent }: TouchEvent): void {
  if (nativeEvent.touches.length === 2) pinching()?.followPinch(nativeEvent);
}

/** What lies on the canvas; the canvas itself moves without help. */
const ON_CANVAS = '.react-flow__node, .react-flow__edge, [data-edge]';

export function onPress(event: PointerEvent): void {
  const { target, button, altKey, clientX, clientY, pointerType, isPrimary } = event;
  if (!(target instanceof Element)) return;
  const start = { x: clientX, y: clientY };
  if (target.closest(ON_CANVAS) !== null && viewDrag()?.dragsView(button) === true) {
    event.stopPropagation();
    // Without the mouse events that would follow, no card and no wire is taken up.
    event.preventDefault();
    viewDrag()?.followView(start);
    return;
  }
  if (button !== 0) return;
  if (pointerType === 'touch' && isPrimary && target.closest('[role="dialog"], [role="menu"]') === null)
    fingers()?.followFinger(target, start);
  if (altKey && target.classList.contains('react-flow__pane')) {
    event.stopPropagation();
    // Without the mouse events that would follow, the view does not pan.
    event.preventDefault();
    cutting()?.beginCut(start);
    return;
  }
  const value = valueAt(target);
  if (value === undefined || event.shiftKey || event.ctrlKey || event.metaKey) return;
  event.stopPropagation();
  followValue(value.node, value.param, start);
}

const values = () => import('./card-values.ts');

/** Pixels of drag for one step; less than this is a click. */
const STEP = 8;
let presses = 0;

/** Follows a press on a value until it is let go; what it does is loaded with the first one. */
function followValue(node: string, param: string, start: Point): void {
  const press = `value ${++presses}`;
  let from = start.x;
  let moved = false;
  const onMove = ({ clientX, shiftKey }: globalThis.PointerEvent) => {
    const steps = Math.trunc((clientX - from) / STEP);
    if (steps === 0) return;
    moved = true;
    from += steps * STEP;
    void values().then(({ dragValue }) => dragValue(node, param, steps, press, shiftKey));
  };
  const stop = () => {
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', stop);
    window.removeEventListener('contextmenu', stop, true);
  };
  const onUp = ({ clientX, clientY }: globalThis.PointerEvent) => {
    stop();
    // One that went up or down meant something else.
    const still = Math.hypot(clientX - start.x, clientY - start.y) < STEP;
    if (!moved && still) void values().then(({ clickValue }) => clickValue(node, param, start));
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  window.addEventListener('pointercancel', stop);
  // A finger that rests on a value asks for the card's menu.
  window.addEventListener('contextmenu', stop, true);
}

/** With Alt, the wheel over a number changes it; without, it zooms as everywhere. */
export function onTurn(event: WheelEvent): void {
  const value = event.altKey && event.target instanceof Element ? valueAt(event.target) : undefined;
  if (value === undefined) return;
  event.stopPropagation();
  const direction = event.deltaY < 0 ? 1 : -1;
  void values().then(({ turnValue }) => turnValue(value.node, value.param, direction));
}

function valueAt(target: Element): { readonly node: string; readonly param: string } | undefined {
  const param = target.closest('[data-param]')?.getAttribute('data-param');
  const node = target.closest('.react-flow__node')?.getAttribute('data-id');
  return param === null || param === undefined || node === null || node === undefined ? undefined : { node, param };
}
