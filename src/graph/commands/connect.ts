import { ok } from '../../base/result.ts';
import { shorten } from '../../base/text.ts';
import { edgeById } from '../queries.ts';
import type { GraphDocument, GraphEdge } from '../types.ts';
import { edgeId, endpoint } from '../types.ts';
import { checkEdges } from './add-nodes.ts';
import type { CommandOf, Planned } from './plan.ts';

export function planConnect(document: GraphDocument, { edge, replace = false }: CommandOf<'connect'>): Planned {
  const id = edgeId(edge);
  const label = `Connect ${shorten(endpoint(edge.from).node)} to ${shorten(endpoint(edge.to).node)}`;
  if (!replace) {
    const refused = checkEdges(document, [edge], new Set());
    if (refused !== undefined) return refused;
    return ok({
      label,
      edit(draft) {
        draft.edges.push(edge);
      },
    });
  }
  const isRival = (other: GraphEdge) => other.to === edge.to && edgeId(other) !== id;
  const there = edgeById(document, id);
  const firstRival = document.edges.findIndex(isRival);
  if (there !== undefined && firstRival < 0) return ok({ label });
  const without = document.edges.filter((other) => !isRival(other));
  const refused = there === undefined ? checkEdges({ ...document, edges: without }, [edge], new Set()) : undefined;
  if (refused !== undefined) return refused;
  return ok({
    label,
    edit(draft) {
      if (firstRival < 0) draft.edges.push(edge);
      else if (there !== undefined) draft.edges = without;
      // The new wire takes the place of the first one that gives way: nothing before that place was removed.
      else draft.edges = without.toSpliced(firstRival, 0, edge);
    },
  });
}
