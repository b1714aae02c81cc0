/* Where pop-ups open that keys ask for: beside the card that is meant. */
import { endpoint, type NodeId } from '../../graph/types.ts';
import { viewStore } from '../stores/view.ts';
import { openPopUp } from './canvas-store.ts';
import { cardElement } from './view/focus.ts';
import { centre, toScreen } from './view/viewport.ts';
import type { Point } from './wires/wire-path.ts';

/** The search for a node to add behind the selected one, or on the selected wire, near to where that is. */
export function openSearch(): void {
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
