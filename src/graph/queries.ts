/*
 * Questions about a document. Documents never change in place, so the tables behind the answers are
 * built once per list of nodes or edges and forgotten with it: a change of a param leaves the table
 * of the edges standing.
 */
import { reach } from '../base/reach.ts';
import { remembered } from '../base/remembered.ts';
import { freshId } from './unique-id.ts';
import type { EdgeId, FrameId, GraphDocument, GraphEdge, GraphFrame, GraphNode, NodeId } from './types.ts';
import { edgeId, endpoint, endsOf } from './types.ts';

const placesOfNodes = remembered((nodes: readonly GraphNode[]) => places(nodes, ({ id }) => id));
const placesOfEdges = remembered((edges: readonly GraphEdge[]) => places(edges, edgeId));
const byTarget = remembered((edges: readonly GraphEdge[]) => grouped(edges, (edge) => endsOf(edge).to.node));
const bySource = remembered((edges: readonly GraphEdge[]) => grouped(edges, (edge) => endsOf(edge).from.node));

const byFrame = remembered((nodes: readonly GraphNode[]) => grouped(nodes, ({ frame }) => frame));

/** The first of several with the same id counts. */
function places<T>(list: readonly T[], idOf: (each: T) => string): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  for (let i = list.length - 1; i >= 0; i--) {
    const each = list[i];
    if (each !== undefined) table.set(idOf(each), i);
  }
  return table;
}

function grouped<T, K>(list: readonly T[], keyOf: (each: T) => K): ReadonlyMap<K, readonly T[]> {
  const table = new Map<K, T[]>();
  for (const each of list) {
    const key = keyOf(each);
    const group = table.get(key);
    if (group === undefined) table.set(key, [each]);
    else group.push(each);
  }
  return table;
}

/** Place in `document.nodes`, or -1. */
export const nodeIndex = (document: GraphDocument, id: NodeId): number => placesOfNodes(document.nodes).get(id) ?? -1;
export const nodeById = (document: GraphDocument, id: NodeId): GraphNode | undefined =>
  document.nodes[nodeIndex(document, id)];
/** The frame of this id, where there is one. */
export const frameById = (document: GraphDocument, id: FrameId | undefined): GraphFrame | undefined =>
  id === undefined ? undefined : document.frames?.find((frame) => frame.id === id);
/** The nodes in a frame, in the order of the file. */
export const nodesIn = (document: GraphDocument, frame: FrameId): readonly GraphNode[] =>
  byFrame(document.nodes).get(frame) ?? [];
/** Place in `document.edges`, or -1. */
export const edgeIndex = (document: GraphDocument, id: EdgeId): number => placesOfEdges(document.edges).get(id) ?? -1;
export const edgeById = (document: GraphDocument, id: EdgeId): GraphEdge | undefined =>
  document.edges[edgeIndex(document, id)];

/** Edges that end at a node, or at one of its ports, in the order of the file. */
export function edgesInto(document: GraphDocument, node: NodeId, port?: string): readonly GraphEdge[] {
  const edges = byTarget(document.edges).get(node) ?? [];
  return port === undefined ? edges : edges.filter((edge) => endpoint(edge.to).port === port);
}

/** Edges that start at a node, or at one of its ports, in the order of the file. */
export function edgesFrom(document: GraphDocument, node: NodeId, port?: string): readonly GraphEdge[] {
  const edges = bySource(document.edges).get(node) ?? [];
  return port === undefined ? edges : edges.filter((edge) => endpoint(edge.from).port === port);
}

/** The nodes one wire away, each once, without those that do not exist. */
export interface Neighbours {
  readonly before: readonly NodeId[];
  readonly after: readonly NodeId[];
}

export function neighbours(document: GraphDocument, node: NodeId): Neighbours {
  const table = neighbourTable(document);
  const known = table.get(node);
  if (known !== undefined) return known;
  const existing = (ids: readonly NodeId[]) => [...new Set(ids)].filter((id) => nodeById(document, id) !== undefined);
  const found = {
    before: existing(edgesInto(document, node).map((edge) => endpoint(edge.from).node)),
    after: existing(edgesFrom(document, node).map((edge) => endpoint(edge.to).node)),
  };
  table.set(node, found);
  return found;
}

const neighbourTables = new WeakMap<
  readonly GraphEdge[],
  { nodes: readonly GraphNode[]; readonly table: Map<NodeId, Neighbours> }
>();

/** What has been found out for these wires between nodes of these names: every card asks at every edit. */
function neighbourTable({ nodes, edges }: GraphDocument): Map<NodeId, Neighbours> {
  const known = neighbourTables.get(edges);
  if (known !== undefined && sameIds(known.nodes, nodes)) {
    known.nodes = nodes;
    return known.table;
  }
  const table = new Map<NodeId, Neighbours>();
  neighbourTables.set(edges, { nodes, table });
  return table;
}

const sameIds = (a: readonly GraphNode[], b: readonly GraphNode[]): boolean =>
  a === b || (a.length === b.length && a.every(({ id }, i) => id === b[i]?.id));

/** A free id: `dense1` for the type `Dense`; a wished id such as `d1` itself if it is free, else `d2`. */
export const uniqueId = (document: GraphDocument, wish: string): NodeId => freshId(wish, placesOfNodes(document.nodes));

/** Whether this edge would close a circle, so that a node would need its own result. */
export function wouldCycle(document: GraphDocument, edge: GraphEdge): boolean {
  return reachable(document, endpoint(edge.to).node, 'down').has(endpoint(edge.from).node);
}

/** Every node that can be reached against (`up`) or along (`down`) the wires, the node itself included. */
export const reachable = (document: GraphDocument, start: NodeId, way: 'up' | 'down'): ReadonlySet<NodeId> =>
  reach([start], (node) =>
    way === 'up'
      ? edgesInto(document, node).map(({ from }) => endpoint(from).node)
      : edgesFrom(document, node).map(({ to }) => endpoint(to).node),
  );

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest rectangle around the nodes' positions (their sizes are not part of the document). */
export function bounds(nodes: readonly GraphNode[]): Bounds | undefined {
  if (nodes.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { position } of nodes) {
    left = Math.min(left, position[0]);
    right = Math.max(right, position[0]);
    top = Math.min(top, position[1]);
    bottom = Math.max(bottom, position[1]);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
