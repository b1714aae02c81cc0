/* Which card lies where cards are only sketched. */
import type { NodeId } from '../../../graph/types.ts';
import type { Point } from '../wires/wire-path.ts';
import { overlaps } from './crowd.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';

/** The sketched card at a place in the document: of several the one that lies on top. */
export function sketchedCard({ x, y }: Point): NodeId | undefined {
  if (!drawn.store.getState().sketched) return undefined;
  return flow.store.getState().nodes.findLast((card) => overlaps(card, { x, y, width: 0.1, height: 0.1 }))?.id;
}
