/** Dropping: a node type from the palette onto the canvas or a wire, a card onto a wire. */
import type { DragEvent } from 'react';
import { catalog } from '../../catalog/index.ts';
import { documentStore } from '../stores/document.ts';
import { viewStore } from '../stores/view.ts';
import { addNode, insertNode } from './node-actions.ts';
import { canvasStore, hoverEdge } from './canvas-store.ts';
import { flow } from './view/flow.ts';
import { insertExistingCommand } from './insert.ts';
import { CARD_WIDTH, FIRST_PORT } from './view/layout.ts';
import type { CardNode } from './view/to-react-flow.ts';
import { pointOf, wireAt } from './connecting/connect-events.ts';
import { toDocument } from './view/viewport.ts';

/** What the palette puts on a drag: the name of a type. */
export const NODE_TYPE = 'application/edgewise-node-type';

export function onDragOver(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(NODE_TYPE)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  // The wire that would take the node shows itself.
  const wire = wireAt({ x: event.clientX, y: event.clientY });
  if (wire !== canvasStore.getState().hoveredEdge) hoverEdge(wire);
}

export function onDrop(event: DragEvent): void {
  const type = event.dataTransfer.getData(NODE_TYPE);
  if (type === '') return;
  event.preventDefault();
  hoverEdge(undefined);
  const screen = { x: event.clientX, y: event.clientY };
  const place = toDocument(screen);
  const at = { x: place.x - CARD_WIDTH / 2, y: place.y - FIRST_PORT };
  const wire = wireAt(screen);
  if (wire === undefined || !insertNode(type, wire, at)) addNode(type, at);
}

/** A free card let go over a wire is put into it, in the same undo step as its move. */
export function onCardDropped(event: MouseEvent | TouchEvent, card: CardNode, cards: readonly CardNode[]): void {
  const wire = cards.length === 1 ? wireAt(pointOf(event)) : undefined;
  if (wire === undefined) return;
  const { document, dispatch } = documentStore.getState();
  const command = insertExistingCommand(document, catalog, wire, card.id);
  if (command === undefined) return;
  if (dispatch(command, { coalesce: flow.gestureKey() })) {
    viewStore.getState().announce(`Inserted ${card.id} into the wire.`);
  }
}
