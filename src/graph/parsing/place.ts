/*
 * Gives a place to nodes that have none, so that a graph written by hand without positions opens
 * readable: one column per step from the start, left to right, below everything already placed.
 */
import type { GraphEdge, GraphNode, NodeId } from '../types.ts';
import { endpoint } from '../types.ts';
import type { ReadNodes } from './nodes.ts';

const COLUMN = 240;
const ROW = 160;

export function placeNodes(nodes: ReadNodes['nodes'], edges: readonly GraphEdge[]): readonly GraphNode[] {
  if (nodes.every(({ position }) => position !== undefined)) return nodes.map((node) => settled(node, [0, 0]));
  const columns = columnsOf(
    nodes.map(({ id }) => id),
    edges,
  );
  const placed = nodes.flatMap(({ position }) => (position === undefined ? [] : [position]));
  const left = placed.reduce((least, [x]) => Math.min(least, x), placed.length === 0 ? 0 : Infinity);
  const top = placed.reduce((most, [, y]) => Math.max(most, y + ROW), placed.length === 0 ? 0 : -Infinity);
  const rows = new Map<number, number>();
  return nodes.map((node) => {
    if (node.position !== undefined) return settled(node, node.position);
    const column = columns.get(node.id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return settled(node, [left + column * COLUMN, top + row * ROW]);
  });
}

const settled = (node: ReadNodes['nodes'][number], fallback: readonly [number, number]): GraphNode => ({
  ...node,
  position: node.position ?? fallback,
});

/** The longest way from a start to each node, in edges; nodes on a cycle keep what is known when the others are done. */
function columnsOf(ids: readonly NodeId[], edges: readonly GraphEdge[]): ReadonlyMap<NodeId, number> {
  const columns = new Map(ids.map((id) => [id, 0]));
  const waiting = new Map(ids.map((id) => [id, 0]));
  const after = new Map<NodeId, NodeId[]>(ids.map((id) => [id, []]));
  for (const edge of edges) {
    const from = endpoint(edge.from).node;
    const to = endpoint(edge.to).node;
    if (!columns.has(from) || !columns.has(to)) continue;
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
    after.get(from)?.push(to);
  }
  const ready = ids.filter((id) => waiting.get(id) === 0);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    for (const next of after.get(id) ?? []) {
      columns.set(next, Math.max(columns.get(next) ?? 0, (columns.get(id) ?? 0) + 1));
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return columns;
}
