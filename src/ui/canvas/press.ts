/*
 * Presses on the canvas that mean something else than to React Flow: a cut with Alt, and the values on cards,
 * which a drag or the wheel changes and a click opens.
 */
import type { PointerEvent, WheelEvent } from 'react';

export function onPress(event: PointerEvent): void {
  const { target, button, altKey, clientX, clientY } = event;
  if (!(target instanceof Element) || button !== 0) return;
  const start = { x: clientX, y: clientY };
  if (altKey && target.classList.contains('react-flow__pane')) {
    event.stopPropagation();
    // Without the mouse events that would follow, the view does not pan.
    event.preventDefault();
    void import('./slicing.ts').then(({ beginCut }) => beginCut(start));
    return;
  }
  const value = valueAt(target);
  if (value === undefined || event.shiftKey || event.ctrlKey || event.metaKey) return;
  event.stopPropagation();
  void import('./card-values.ts').then(({ pressValue }) => pressValue(value.node, value.param, start));
}

/** With Alt, the wheel over a number changes it; without, it zooms as everywhere. */
export function onTurn(event: WheelEvent): void {
  const value = event.altKey && event.target instanceof Element ? valueAt(event.target) : undefined;
  if (value === undefined) return;
  event.stopPropagation();
  const direction = event.deltaY < 0 ? 1 : -1;
  void import('./card-values.ts').then(({ stepValue }) => stepValue(value.node, value.param, direction));
}

function valueAt(target: Element): { readonly node: string; readonly param: string } | undefined {
  const param = target.closest('[data-param]')?.getAttribute('data-param');
  const node = target.closest('.react-flow__node')?.getAttribute('data-id');
  return param === null || param === undefined || node === null || node === undefined ? undefined : { node, param };
}
