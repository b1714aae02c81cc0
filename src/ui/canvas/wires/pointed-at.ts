/*
 * The wire that is pointed at. What goes from under the pointer, as another graph is opened or laid out, may not be told
 * that it is left: while a wire is pointed at, every move of the pointer tells where it really is.
 */
import type { EdgeId } from '../../../graph/types.ts';
import { canvasStore } from '../canvas-store.ts';

/** Milliseconds it holds on, so that the way from the wire to what stands on it does not close its details. */
const HOLD = 120;

let leaving: ReturnType<typeof setTimeout> | undefined;

export function pointAtWire(edge: EdgeId): void {
  clearTimeout(leaving);
  leaving = undefined;
  canvasStore.setState({ hoveredEdge: edge });
  window.addEventListener('pointermove', look, true);
}

export function leaveWire(): void {
  leaving ??= setTimeout(() => {
    leaving = undefined;
    window.removeEventListener('pointermove', look, true);
    canvasStore.setState({ hoveredEdge: undefined });
  }, HOLD);
}

function look({ target }: PointerEvent): void {
  if (!(target instanceof Element) || wireOf(target) !== canvasStore.getState().hoveredEdge) leaveWire();
}

/** The wire whose line, or whose instrument, this is a part of. */
function wireOf(element: Element): string | null | undefined {
  const part = element.closest('[data-edge], .react-flow__edge');
  return part?.getAttribute('data-edge') ?? part?.getAttribute('data-id');
}
