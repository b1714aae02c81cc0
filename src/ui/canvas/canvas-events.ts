/*
 * What the pointer does on the canvas, as React Flow tells it. These functions are the same at every render: React
 * Flow hands them to each card and wire, and draws all of those again when it is given others, which a drag would do
 * at every frame.
 */
import type { MouseEvent } from 'react';
import type { OnConnectEnd, OnConnectStart } from 'reactflow';
import { blockBehind, enterBlock } from '../blocks/enter-block.ts';
import type { NodeId } from '../../graph/types.ts';
import { viewStore } from '../stores/view-state.ts';
import { canvasStore, openPopUp } from './canvas-store.ts';
import { drawn } from './view/drawn.ts';
import { cardElement } from './view/focus.ts';
import { beginDrag } from './view/moving.ts';
import { sketchedCard } from './view/sketched-card.ts';
import type { CardNode, WireEdge } from './view/to-react-flow.ts';
import { reveal, toDocument } from './view/viewport.ts';
import { pointAtWire } from './wires/pointed-at.ts';

const idsOf = (cards: readonly CardNode[]): readonly NodeId[] => cards.map(({ id }) => id);
export const startDrag = (_event: unknown, _card: CardNode, cards: readonly CardNode[]): void =>
  beginDrag(idsOf(cards));
export const startSelectionDrag = (_event: unknown, cards: readonly CardNode[]): void => beginDrag(idsOf(cards));

/** A double click on the empty canvas opens the search for a node; on a sketched card it goes there. */
export function searchHere(event: MouseEvent): void {
  if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return;
  const screen = { x: event.clientX, y: event.clientY };
  const card = sketchedCard(toDocument(screen));
  if (card !== undefined) reveal(card);
  else openPopUp({ type: 'add', screen, at: toDocument(screen) });
}

function sketchedAt({ clientX, clientY }: MouseEvent | globalThis.MouseEvent): { readonly node?: string } {
  const node = sketchedCard(toDocument({ x: clientX, y: clientY }));
  return node === undefined ? {} : { node };
}

/** A click where cards are only sketched picks the one under the pointer; with Shift or Ctrl, one more. */
export function pickSketched(event: MouseEvent): void {
  if (viewStore.getState().selectedFrame !== undefined) viewStore.getState().select([]);
  if (!drawn.store.getState().sketched) return;
  const { node } = sketchedAt(event);
  const { selectedNodes, select } = viewStore.getState();
  const more = event.shiftKey || event.metaKey || event.ctrlKey;
  const kept = more ? selectedNodes.filter((id) => id !== node) : [];
  select(node === undefined || (more && kept.length < selectedNodes.length) ? kept : [...kept, node]);
}

/** A click on a picture that is larger elsewhere shows it there. */
export function focusCard(event: MouseEvent, { id }: CardNode): void {
  const focus = () => cardElement(id)?.focus({ preventScroll: true });
  focus();
  // From a card that is clicked out of the selection React Flow takes the focus in the next frame, and keys would go nowhere.
  requestAnimationFrame(() => document.activeElement === document.body && focus());
  const plain = !event.shiftKey && !event.metaKey && !event.ctrlKey;
  if (plain && event.target instanceof Element && event.target.closest('[data-enlarges]') !== null) enlargeView(id);
}

export const enlargeView = (id: NodeId): void => void import('../views/enlarge.ts').then(({ enlarge }) => enlarge(id));

export function enterCard(_event: MouseEvent, { id }: CardNode): void {
  if (blockBehind(id) !== undefined) enterBlock(id);
}

const taps = () => import('./connecting/tap-connect.ts');
export const tapStart: OnConnectStart = (_event, from) => void taps().then(({ onTapStart }) => onTapStart(from));
export const tapEnd: OnConnectEnd = (event) => void taps().then(({ onTapEnd }) => onTapEnd(event));

export const enterWire = (_event: MouseEvent, { id }: WireEdge): void => pointAtWire(id);

export function bendAt({ clientX, clientY }: MouseEvent, { id }: WireEdge): void {
  const at = toDocument({ x: clientX, y: clientY });
  void import('./wires/bends.ts').then(({ addBend }) => addBend(id, at));
}

export const openCardMenu = (event: MouseEvent, { id }: CardNode): void => openMenu(event, { node: id });
export const openWireMenu = (event: MouseEvent, { id }: WireEdge): void => openMenu(event, { edge: id });
export const openPaneMenu = (event: MouseEvent | globalThis.MouseEvent): void => openMenu(event, sketchedAt(event));

function openMenu(
  event: globalThis.MouseEvent | MouseEvent,
  about: { readonly node?: string; readonly edge?: string },
): void {
  event.preventDefault();
  const screen = { x: event.clientX, y: event.clientY };
  const { selectedNodes, select } = viewStore.getState();
  if (about.node !== undefined && !selectedNodes.includes(about.node)) select([about.node]);
  // The keys go on there when the menu closes.
  if (about.node !== undefined) canvasStore.setState({ focused: about.node });
  if (about.edge !== undefined) select([], [about.edge]);
  openPopUp({ type: 'menu', screen, at: toDocument(screen), ...about });
}
