/* Where pop-ups open that keys ask for: beside the card that is meant. */
import { endpoint, type NodeId } from '../../graph/types.ts';
import { viewStore } from '../stores/view-state.ts';
import { openPopUp } from './canvas-store.ts';
import { cardElement } from './view/focus.ts';
import { centre, toScreen } from './view/viewport.ts';
import type { Point } from './wires/wire-path.ts';

/**
 * The search for a node to add behind the selected one, or on the selected wire, near to where that is. With nothing
 * selected, the card that has the focus is meant.
 */
export function openSearch(): void {
  const { selectedNodes: nodes, selectedEdges: edges, select } = viewStore.getState();
  const focused = document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined;
  if (nodes.length + edges.length === 0 && focused !== undefined) select([focused]);
  const { selectedNodes, selectedEdges } = viewStore.getState();
  const [wire] = selectedEdges;
  const anchor = selectedNodes.at(-1) ?? (wire === undefined ? undefined : endpoint(wire).node);
  openPopUp({ type: 'add', screen: anchor === undefined ? toScreen(centre()) : besideCard(anchor) });
}

/** Under the card's right half, in window coordinates. */
export function besideCard(node: NodeId): Point {
  const rect = cardElement(node)?.getBoundingClientRect();
  return rect === undefined ? toScreen(centre()) : { x: rect.right - rect.width / 3, y: rect.bottom + 6 };
}
