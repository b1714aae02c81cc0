/*
 * Dropping on the canvas: a node type from the palette, or a card that is being moved. A wire that lies under
 * it and would take it shows itself, and takes it when it is let go.
 */
import type { DragEvent } from 'react';
import type { NodeDefinition } from '../../catalog/define/index.ts';
import { ownCatalog } from '../stores/own-catalog.ts';
import type { EdgeId } from '../../graph/types.ts';
import { draggedType } from '../canvas-api.ts';
import { documentStore } from '../stores/document.ts';
import { canvasStore, lightEdge } from './canvas-store.ts';
import { pointOf, wiresAt } from './connecting/connect-events.ts';
import { canStandOnWire, insertExistingCommand, portsBetween } from './insert.ts';
import { cardElement, focusNode, homeCard } from './view/focus.ts';
import { flow } from './view/flow.ts';
import { CARD_WIDTH, FIRST_PORT } from './view/card-sizes.ts';
import { onDragged } from './view/moving.ts';
import type { CardNode } from './view/to-react-flow.ts';
import { toDocument } from './view/viewport.ts';
import type { Point } from './wires/wire-path.ts';

/** What the palette puts on a drag: the name of a type. */
export const NODE_TYPE = 'application/edgewise-node-type';
/** How far to the left and right of the pointer a wire is still under the card to come, in pixels. */
const REACH = 36;

export function onDragOver(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(NODE_TYPE)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  const definition = ownCatalog(documentStore.getState().document).get(draggedType() ?? '');
  lightEdge(definition && wireForType({ x: event.clientX, y: event.clientY }, definition));
}

export function onDragLeave({ currentTarget, relatedTarget }: DragEvent): void {
  if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) lightEdge(undefined);
}

export function onDrop(event: DragEvent): void {
  const type = event.dataTransfer.getData(NODE_TYPE);
  if (type === '') return;
  event.preventDefault();
  lightEdge(undefined);
  const screen = { x: event.clientX, y: event.clientY };
  const place = toDocument(screen);
  const at = { x: place.x - CARD_WIDTH / 2, y: place.y - FIRST_PORT };
  const definition = ownCatalog(documentStore.getState().document).get(type);
  const wire = (definition && wireForType(screen, definition)) ?? wiresAt(screen)[0];
  void import('./inserting.ts').then(({ addAt, addOnWire }) => {
    if (wire === undefined || !addOnWire(type, wire, at)) addAt(type, at);
    // The keys go on from where the pointer let go.
    focusNode(homeCard());
  });
}

/** The wire near the pointer that a node of this type could be put on. */
function wireForType({ x, y }: Point, definition: NodeDefinition): EdgeId | undefined {
  const { document } = documentStore.getState();
  const near = [0, -REACH, REACH].flatMap((dx) => wiresAt({ x: x + dx, y }));
  return near.find((edge) => portsBetween(document, ownCatalog(document), edge, definition) !== undefined);
}

/** While a card is moved: the wire under it that it could be put on. */
export function onCardDrag(
  event: MouseEvent | TouchEvent | React.MouseEvent,
  card: CardNode,
  cards: readonly CardNode[],
): void {
  onDragged();
  foreseeFrames(cards, event.altKey);
  lightEdge(
    cards.length === 1 ? wireForCard(pointOf('nativeEvent' in event ? event.nativeEvent : event), card.id) : undefined,
  );
}

const frameFate = () => import('./frames/foresee-frame.ts');
const hasFrames = (): boolean => documentStore.getState().document.frames !== undefined;

/** Shows which frames would take or lose the cards that are moved; with Alt they leave theirs. */
function foreseeFrames(cards: readonly CardNode[], leave: boolean): void {
  if (hasFrames()) void frameFate().then(({ foresee }) => foresee(cards, leave));
}

function settleFrames(): void {
  const gesture = flow.gestureKey();
  if (hasFrames()) void frameFate().then(({ fulfil }) => fulfil(gesture));
}

export function onSelectionDrag(event: React.MouseEvent, cards: readonly CardNode[]): void {
  onDragged();
  foreseeFrames(cards, event.altKey);
}

export const onSelectionDropped = (): void => settleFrames();

function wireForCard(pointer: Point, id: CardNode['id']): EdgeId | undefined {
  const { document } = documentStore.getState();
  // Looking for what is under the card takes longer than moving it.
  if (!canStandOnWire(document, ownCatalog(document), id)) return undefined;
  const rect = cardElement(id)?.getBoundingClientRect();
  const level = rect === undefined ? pointer.y : rect.top + (rect.width / CARD_WIDTH) * FIRST_PORT;
  const along = rect === undefined ? [] : [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => rect.left + rect.width * part);
  const under = [pointer, ...along.map((x) => ({ x, y: level }))].flatMap(wiresAt);
  return [...new Set(under)].find(
    (edge) => insertExistingCommand(document, ownCatalog(document), edge, id) !== undefined,
  );
}

/** A free card let go over a wire is put into it, in the same undo step as its move. */
export function onCardDropped(_event: MouseEvent | TouchEvent | React.MouseEvent, card: CardNode): void {
  const { litEdge } = canvasStore.getState();
  lightEdge(undefined);
  settleFrames();
  if (litEdge === undefined) return;
  const gesture = flow.gestureKey();
  void import('./inserting.ts').then(({ leadThrough }) => leadThrough(card.id, litEdge, gesture));
}
