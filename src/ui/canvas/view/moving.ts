/*
 * While a hand moves the view of a large graph, it is only moved: its bitmap is shifted and scaled, and what would draw
 * cards anew (those that come into sight, how much can be read at this zoom, how large texts are) waits until the view
 * has come to rest, or paused. So it is while a card is dragged over the edge of the view, which follows it.
 */
import type { NodeId } from '../../../graph/types.ts';
import { hands } from '../../stores/hands.ts';
import { canvasStore } from '../canvas-store.ts';
import { isLarge } from './crowd.ts';
import { drawn } from './drawn.ts';
import { moveDirectly } from './direct-moves.ts';
import { flow } from './flow.ts';
import { cardElement } from './focus.ts';
import type { Detail } from './lod.ts';
import { canvasElement } from './viewport.ts';

/** Milliseconds without a move after which a view that a hand moves rests. */
const REST = 180;
/** The same for one that glides somewhere by itself, of whose moves each comes with a frame. */
const REST_OF_GLIDE = 50;

let resting: ReturnType<typeof setTimeout> | undefined;
let latest = -Infinity;
let wanted: { readonly counter: number; readonly detail: Detail } = { counter: 1, detail: 'near' };

const isMoving = (): boolean => resting !== undefined;

const large = (): boolean => {
  const { nodes, edges } = flow.store.getState();
  return isLarge(nodes, edges);
};

let dragging = false;
/** What moves with the view, and what ends that it is moved directly. */
const WITH_THE_VIEW = '.react-flow__viewport, [data-moves-along]';
let settle = (): void => undefined;
/** Ends the same for cards that are dragged. */
let putDown = (): void => undefined;
/** So many of them become layers of their own: each of more would take longer to put together than it saves. */
const MOST_APART = 4;

const ENDS = ['pointerup', 'pointercancel', 'blur'] as const;

/** @param cards those that are dragged, whose wires are in the hand until the pointer lets go. */
export function beginDrag(cards: readonly NodeId[]): void {
  flow.beginGesture();
  if (!large()) return;
  dragging = true;
  drawn.lift(cards);
  putDown();
  putDown = moveDirectly(cards.length > MOST_APART ? [] : cards.flatMap((id) => cardElement(id) ?? []));
  canvasElement()?.setAttribute('data-dragged', '');
  hands.begin('card');
  // React Flow tells of no end where the card goes away under the hand.
  for (const end of ENDS) window.addEventListener(end, endDrag, true);
}

function endDrag(): void {
  dragging = false;
  drawn.lift([]);
  putDown();
  canvasElement()?.removeAttribute('data-dragged');
  hands.end('card');
  for (const end of ENDS) window.removeEventListener(end, endDrag, true);
}

/** For every move of the view; those that no hand makes come without an event. A single one of those is a jump. */
export function onMove(event: MouseEvent | TouchEvent | null): void {
  if (!isMoving() && !large()) return;
  const now = performance.now();
  const byHand = event !== null || dragging;
  const isJump = !byHand && now - latest > REST_OF_GLIDE;
  latest = now;
  if (isJump && !isMoving()) return;
  if (!isMoving()) {
    canvasElement()?.setAttribute('data-moving', '');
    settle = moveDirectly(canvasElement()?.querySelectorAll(WITH_THE_VIEW) ?? []);
    hands.begin('view');
    drawn.hold();
  }
  restIn(byHand ? REST : REST_OF_GLIDE);
}

/** For every move of a card in the hand: a view that followed it over its edge rests when the hand does. */
export function onDragged(): void {
  if (isMoving()) restIn(REST);
}

function restIn(pause: number): void {
  clearTimeout(resting);
  resting = setTimeout(rest, pause);
}

function rest(): void {
  resting = undefined;
  hands.end('view');
  canvasElement()?.removeAttribute('data-moving');
  settle();
  apply();
  drawn.rest();
}

/** What there is to be read at this zoom, and what undoes the zoom for things that must stay readable. */
export function setDetail(detail: Detail, counter: number): void {
  wanted = { detail, counter };
  if (!isMoving()) apply();
}

function apply(): void {
  const { counter, detail } = canvasStore.getState();
  if (counter !== wanted.counter) canvasElement()?.style.setProperty('--counter', String(wanted.counter));
  if (counter !== wanted.counter || detail !== wanted.detail) canvasStore.setState(wanted);
}
