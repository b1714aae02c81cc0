/** Places that the lines of wires are led through. They change nothing but the picture. */
import { ok } from '../../base/result.ts';
import { MAX_VIA } from '../limits.ts';
import type { Editable } from '../patches.ts';
import { edgeById, edgeIndex } from '../queries.ts';
import type { GraphDocument, GraphEdge, NodeId } from '../types.ts';
import { endpoint } from '../types.ts';
import type { CommandOf, Planned } from './plan.ts';
import { refuse } from './plan.ts';
import { sameJson } from './savable.ts';

export function planBend(document: GraphDocument, { edge: id, via }: CommandOf<'bend'>): Planned {
  const edge = edgeById(document, id);
  if (edge === undefined) return refuse(`There is no wire "${id}" in this graph.`, 'It may have been removed.');
  if (via.length > MAX_VIA) return refuse(`A wire has at most ${MAX_VIA} bends.`, 'Straighten it first.');
  if (!via.flat().every(Number.isFinite)) return refuse('A bend lies at no place.', 'Move it again.');
  const label = via.length === 0 ? 'Straighten wire' : 'Bend wire';
  if (sameJson(edge.via ?? [], via)) return ok({ label });
  return ok({
    label,
    edit(draft) {
      draft.edges[edgeIndex(document, id)] = via.length === 0 ? straight(edge) : { ...edge, via };
    },
  });
}

export function straight(edge: GraphEdge): GraphEdge {
  const { via: _via, ...rest } = edge;
  return rest;
}

export const shifted = (edge: GraphEdge, dx: number, dy: number): GraphEdge =>
  edge.via === undefined ? edge : { ...edge, via: edge.via.map(([x, y]) => [x + dx, y + dy] as const) };

type Shifts = ReadonlyMap<NodeId, readonly [dx: number, dy: number]>;

/** Takes the bends of wires along whose two ends move by the same. */
export function moveBends(document: GraphDocument, draft: Editable, shifts: Shifts): void {
  for (const [i, edge] of document.edges.entries()) {
    if (edge.via === undefined) continue;
    const [from, to] = [shifts.get(endpoint(edge.from).node), shifts.get(endpoint(edge.to).node)];
    if (from === undefined || to === undefined || from[0] !== to[0] || from[1] !== to[1]) continue;
    draft.edges[i] = shifted(edge, from[0], from[1]);
  }
}
