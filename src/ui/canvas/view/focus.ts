/*
 * Keyboard focus on cards. The canvas is one stop for Tab; inside it the focus moves from card to card,
 * and whichever card has it is kept in sight.
 */
import { reach } from '../../../base/reach.ts';
import { neighbours } from '../../../graph/queries.ts';
import type { GraphDocument, NodeId } from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { viewStore } from '../../stores/view-state.ts';
import { canvasStore, openPopUp } from '../canvas-store.ts';
import { framesStore } from '../frames/frames-store.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { canvasElement, reveal } from './viewport.ts';

/** Frames to wait for a card that has just been added, or that has to scroll into sight, to be drawn. */
const PATIENCE = 30;

export const cardElement = (id: NodeId): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-testid="rf__node-${CSS.escape(id)}"]`);

/** The card that something on the canvas belongs to, such as what has the focus. */
export const cardOf = (target: EventTarget | null): NodeId | undefined =>
  (target instanceof Element ? target.closest('.react-flow__node')?.getAttribute('data-id') : undefined) ?? undefined;

/** Counts the moves: a card that is waited for is left alone once the focus has been led elsewhere. */
let moves = 0;

/**
 * Moves the focus to a card; to the canvas itself if there is none.
 *
 * @param from what had the focus when this was asked for: where it has been led elsewhere since, it stays
 */
export function focusNode(id: NodeId | undefined, from: Element | null = document.activeElement): void {
  go(id, ++moves, from, PATIENCE);
}

/** Whether the focus has been led on since it was there, as into a search; a dialog that closes only gives it back. */
function isLedAway(from: Element | null): boolean {
  const { activeElement: now, body } = document;
  const [isHere, wasHere] = [now, from].map((element) => canvasElement()?.contains(element) === true);
  return now !== from && now !== body && (wasHere === true || isHere !== true);
}

function go(id: NodeId | undefined, move: number, from: Element | null, patience: number): void {
  if (move !== moves || isLedAway(from)) return;
  if (id === undefined || !flow.store.getState().nodes.some((card) => card.id === id)) {
    canvasElement()?.focus({ preventScroll: true });
    return;
  }
  canvasStore.setState({ focused: id });
  reveal(id);
  // Its text has the focus, or a search has, or is about to, which gives it back to this card.
  const { writing, popUp } = canvasStore.getState();
  if (writing === id || popUp !== undefined) return;
  const element = cardElement(id);
  if (element !== null && element.style.visibility !== 'hidden') element.focus({ preventScroll: true });
  else if (patience > 0) requestAnimationFrame(() => go(id, move, from, patience - 1));
  // The keys must not be lost with a card that is not drawn.
  else if (document.activeElement === document.body) canvasElement()?.focus({ preventScroll: true });
}

/** The card the focus returns to: the last one that had it, or the leftmost. */
export function homeCard(): NodeId | undefined {
  const { nodes } = flow.store.getState();
  const { focused } = canvasStore.getState();
  if (nodes.some((card) => card.id === focused)) return focused;
  return nodes.toSorted((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)[0]?.id;
}

/** The focus goes along to the first selected card: at once where it is on the canvas, or else when it comes here next. */
export function followSelected(): void {
  const [first] = viewStore.getState().selectedNodes;
  if (first === undefined) return;
  // Going to a card that is only sketched would leave the overview.
  const here = canvasElement()?.contains(document.activeElement) === true && !drawn.store.getState().sketched;
  if (here) focusNode(first);
  else canvasStore.setState({ focused: first });
}

type Direction = readonly [number, number];
type Placed = { readonly id: NodeId; readonly position: { readonly x: number; readonly y: number } };

/**
 * Where an arrow leads from a card: along a wire. Right is with the flow and left against it, wherever the cards
 * stand; up and down go to what is wired there, such as an initializer below its layer. Without such a wire, to the
 * nearest card in that direction.
 */
export function arrowTarget(
  document: GraphDocument,
  cards: readonly Placed[],
  from: NodeId,
  direction: Direction,
): NodeId | undefined {
  const { before, after } = neighbours(document, from);
  const wired = direction[0] > 0 ? after : direction[0] < 0 ? before : [...before, ...after];
  const within = cards.filter(({ id }) => id === from || wired.includes(id));
  // Sideways, a line that breaks goes on elsewhere: the wire counts then, not the place.
  return (
    nearest(within, from, direction) ??
    (direction[0] === 0 ? undefined : wired.find((id) => within.some((card) => card.id === id))) ??
    nearest(cards, from, direction)
  );
}

/**
 * The card to go on with when some are taken away: the next one along the wires of the one with the focus, first
 * against the flow, or else the one that lies nearest to it.
 */
export function cardAfter(
  document: GraphDocument,
  cards: readonly Placed[],
  focused: NodeId,
  gone: ReadonlySet<NodeId>,
): NodeId | undefined {
  const along = reach([focused], (id) => {
    // Only those that go are walked through.
    if (!gone.has(id)) return [];
    const { before, after } = neighbours(document, id);
    return [...before, ...after];
  });
  const left = cards.filter(({ id }) => !gone.has(id));
  const place = cards.find(({ id }) => id === focused);
  return [...along].find((id) => !gone.has(id)) ?? nearestOf(left, place);
}

function nearestOf(cards: readonly Placed[], from: Placed | undefined): NodeId | undefined {
  if (from === undefined) return undefined;
  const far = ({ position: { x, y } }: Placed) => Math.hypot(x - from.position.x, y - from.position.y);
  return cards.toSorted((a, b) => far(a) - far(b))[0]?.id;
}

/** The nearest card in a direction: distance sideways counts three times, so that rows are kept. */
export function nearest(cards: readonly Placed[], from: NodeId, [dx, dy]: Direction): NodeId | undefined {
  const start = cards.find((card) => card.id === from)?.position;
  if (start === undefined) return undefined;
  let best: { readonly id: NodeId; readonly cost: number } | undefined;
  for (const { id, position } of cards) {
    const x = position.x - start.x;
    const y = position.y - start.y;
    const along = x * dx + y * dy;
    const across = Math.abs(x * dy) + Math.abs(y * dx);
    if (id === from || along <= 0 || across > along * 2.5) continue;
    const cost = along + 3 * across;
    if (best === undefined || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}

/**
 * When the card with the focus goes away (undo, another document), the focus goes to a card that is left
 * instead of being lost. Listens until the returned function is called.
 */
export function rescueFocus(): () => void {
  const stops = [rescueFromLeaving(), rescueFromSketch(), forgetWithDocument()];
  return () => stops.forEach((stop) => stop());
}

/** A card of another document that happens to have the same name is not where one was, or in which one typed. */
function forgetWithDocument(): () => void {
  return documentStore.subscribe(({ opened }, before) => {
    if (opened === before.opened) return;
    const inside = canvasElement()?.contains(document.activeElement) === true;
    canvasStore.setState({ writing: undefined, ...(inside ? {} : { focused: undefined }) });
    framesStore.setState({ typing: undefined, gesture: undefined });
  });
}

/** A card that is only sketched cannot have the focus; the canvas has it then, and its keys go on working. */
function rescueFromSketch(): () => void {
  return drawn.store.subscribe(({ sketched }, before) => {
    const canvas = canvasElement();
    if (!sketched || before.sketched || canvas === null) return;
    if (document.activeElement !== canvas && canvas.contains(document.activeElement))
      canvas.focus({ preventScroll: true });
  });
}

function rescueFromLeaving(): () => void {
  return flow.store.subscribe(({ nodes }, before) => {
    const { focused } = canvasStore.getState();
    if (nodes === before.nodes || focused === undefined || nodes.some((card) => card.id === focused)) return;
    const next = nearestOf(
      nodes,
      before.nodes.find((card) => card.id === focused),
    );
    // The canvas takes itself out of the tab order while the focus is inside it.
    const inside = canvasElement()?.tabIndex === -1;
    const asked = moves;
    requestAnimationFrame(() => {
      // Whatever took the card away may have said itself where the keys go on.
      if (inside && moves === asked && document.activeElement === document.body) focusNode(next ?? homeCard());
    });
  });
}

/** Closes the pop-up and hands the focus back to where it was opened: a card, the canvas, or a row of the outline. */
export function closePopUp(): void {
  const { comeBack } = canvasStore.getState();
  openPopUp(undefined);
  goBack(comeBack);
}

/** To where a pop-up was opened: `comeBack` outside of the canvas, a card on it. */
export function goBack(comeBack: (() => void) | undefined): void {
  const home = homeCard();
  if (comeBack !== undefined) comeBack();
  else if (home !== undefined && isInSight(home)) focusWhereItIs(home);
  else canvasElement()?.focus({ preventScroll: true });
}

/** Whether some of a card is to be seen. */
function isInSight(id: NodeId): boolean {
  const [card, canvas] = [cardElement(id), canvasElement()].map((element) => element?.getBoundingClientRect());
  if (card === undefined || canvas === undefined) return false;
  return card.left < canvas.right && card.right > canvas.left && card.top < canvas.bottom && card.bottom > canvas.top;
}

/** The view stays: whoever has a finger or a pointer on it has the next thing in mind already. */
function focusWhereItIs(id: NodeId): void {
  canvasStore.setState({ focused: id });
  cardElement(id)?.focus({ preventScroll: true });
}
