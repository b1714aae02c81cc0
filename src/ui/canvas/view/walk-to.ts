/*
 * Walking from card to card by keys leaves the selection behind. Until something else is selected, the keys mean the
 * card that they led to.
 */
import { nodesIn } from '../../../graph/queries.ts';
import type { NodeId } from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { viewStore } from '../../stores/view-state.ts';
import { focusNode } from './focus.ts';

const selection = () => {
  const { selectedNodes, selectedEdges, selectedFrame } = viewStore.getState();
  return [selectedNodes, selectedEdges, selectedFrame];
};

let latest: { readonly to: NodeId; readonly left: readonly unknown[] } | undefined;

/** Goes on to a card by a key. */
export function walkTo(to: NodeId): void {
  latest = { to, left: selection() };
  focusNode(to);
}

/** Whether keys led to this card, which is not selected, and nothing has been selected since. */
export function hasWalkedTo(card: NodeId): boolean {
  if (latest?.to !== card || viewStore.getState().selectedNodes.includes(card)) return false;
  const now = selection();
  return latest.left.every((each, i) => each === now[i]);
}

/**
 * The nodes that keys are about: what is selected, of a frame all that is in it; or, where keys have led to another card
 * since, or nothing is selected, the card that has the focus.
 */
export function nodesMeant(focused: NodeId | undefined): readonly NodeId[] {
  const { selectedNodes, selectedEdges, selectedFrame } = viewStore.getState();
  const none = selectedNodes.length + selectedEdges.length === 0 && selectedFrame === undefined;
  if (focused !== undefined && (none || hasWalkedTo(focused))) return [focused];
  if (selectedFrame === undefined) return selectedNodes;
  return nodesIn(documentStore.getState().document, selectedFrame).map(({ id }) => id);
}

/** What a key is about that does something with nodes: beside a wire that is selected, the focused card. */
export function subject(focused: NodeId | undefined): readonly NodeId[] {
  const nodes = nodesMeant(focused);
  return nodes.length > 0 || focused === undefined ? nodes : [focused];
}
