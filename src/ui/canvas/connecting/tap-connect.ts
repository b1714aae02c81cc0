/*
 * A wire by two taps or clicks instead of a drag: the port at its one end, then that at its other. In between, the
 * ports that fit show themselves, as during a drag. A tap of the finger on the empty canvas asks what to add there.
 */
import type { OnConnectStartParams } from 'reactflow';
import { documentStore } from '../../stores/document.ts';
import { announce } from '../../stores/view-state.ts';
import { canvasStore, openPopUp } from '../canvas-store.ts';
import { cardElement } from '../view/focus.ts';
import { toDocument } from '../view/viewport.ts';
import { pointOf, refuse, refuseSameSide, showBroken } from './connect-events.ts';
import { looseEnd, ordered, takeBroken, verdictOn } from './connecting-store.ts';

/** The first tap: on a port. */
export function onTapStart({ nodeId, handleId, handleType }: OnConnectStartParams): void {
  if (nodeId === null || handleId === null) return;
  const direction = handleType === 'target' ? 'input' : 'output';
  takeBroken();
  const loose = looseEnd(documentStore.getState().document, nodeId, handleId, direction);
  canvasStore.setState({ looseEnd: loose, refusal: undefined, popUp: undefined });
  // Escape answers where the focus is.
  cardElement(nodeId)?.focus({ preventScroll: true });
  announce(`A wire from ${nodeId}.${handleId}: tap the port at its other end. Escape ends it.`);
}

/** The second tap: on a port, which React Flow connects if that can be, or on the canvas. */
export function onTapEnd(event: MouseEvent | TouchEvent): void {
  const { looseEnd: loose } = canvasStore.getState();
  canvasStore.setState({ looseEnd: undefined });
  if (loose === undefined) return;
  const screen = pointOf(event);
  const port = event.target instanceof Element ? event.target.closest('[data-port]') : null;
  const ref = port?.getAttribute('data-port');
  if (ref === null || ref === undefined) {
    const byFinger = event instanceof PointerEvent && event.pointerType === 'touch';
    if (byFinger) openPopUp({ type: 'add', screen, at: toDocument(screen), from: loose });
    return;
  }
  if (port?.getAttribute('data-direction') === loose.direction) {
    refuseSameSide(loose, ref, screen);
    return;
  }
  const { from, to } = ordered(loose, ref);
  const { edges } = documentStore.getState().document;
  const verdict = verdictOn(from, to);
  const isMade = edges.some((edge) => edge.from === from && edge.to === to);
  if (!verdict.ok && !isMade) refuse(screen, verdict.reason);
  if (isMade) showBroken(screen);
}

/** Takes the first tap back. */
export function endTap(): void {
  canvasStore.setState({ looseEnd: undefined });
  canvasStore.getState().forgetTap();
}
