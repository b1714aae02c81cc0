/** A schedule as it stands in a document that need not be sound, with whatever is wired into it. */
import type { Catalog } from '../catalog/catalog.ts';
import { readableParams } from '../catalog/catalog.ts';
import type { WiredSchedule } from '../catalog/schedules/wired.ts';
import { edgesInto, nodeById } from '../graph/queries.ts';
import type { GraphDocument, GraphNode, NodeId } from '../graph/types.ts';
import { endpoint } from '../graph/types.ts';

/** A schedule with its node. */
export interface DocumentSchedule extends WiredSchedule {
  readonly node: GraphNode;
  readonly wraps?: DocumentSchedule;
}

/** `undefined` if the node is no schedule; of schedules in a circle, each is found once. */
export function scheduleAt(
  document: GraphDocument,
  catalog: Catalog,
  id: NodeId,
  outside: ReadonlySet<NodeId> = new Set(),
): DocumentSchedule | undefined {
  const node = nodeById(document, id);
  const definition = catalog.get(node?.type ?? '');
  if (node === undefined || definition?.role !== 'schedule' || outside.has(id)) return undefined;
  const wraps = scheduleInto(document, catalog, id, new Set([...outside, id]));
  return { node, definition, params: readableParams(definition, node.params).params, ...(wraps && { wraps }) };
}

/** The schedule that is wired into a node and not muted. */
export function scheduleInto(
  document: GraphDocument,
  catalog: Catalog,
  id: NodeId,
  outside: ReadonlySet<NodeId> = new Set(),
): DocumentSchedule | undefined {
  for (const edge of edgesInto(document, id)) {
    const found = scheduleAt(document, catalog, endpoint(edge.from).node, outside);
    if (found !== undefined && found.node.muted !== true) return found;
  }
  return undefined;
}
