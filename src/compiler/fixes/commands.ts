/** The commands that fixes are made of. Positions are a guess that leaves room for a card. */
import type { Json } from '../../base/json.ts';
import type { Command } from '../../graph/commands/types.ts';
import type { GraphDocument, GraphEdge, GraphNode, NodeId, Params } from '../../graph/types.ts';
import { edgeId, endpoint } from '../../graph/types.ts';
import { freshId } from '../../graph/unique-id.ts';

export const COLUMN = 240;
export const ROW = 200;

type Point = readonly [number, number];

/** Moves a point to the nearest place below it where no card stands yet. */
export function freePlace(document: GraphDocument, [x, y]: Point): Point {
  let place: Point = [x, y];
  const taken = ([left, top]: Point) =>
    document.nodes.some(
      ({ position }) => Math.abs(position[0] - left) < COLUMN / 2 && Math.abs(position[1] - top) < ROW / 2,
    );
  // Bounded: in a crowded document an overlap is better than a node far away.
  for (let tries = 0; tries < 20 && taken(place); tries++) place = [place[0], place[1] + ROW];
  return place;
}

export const freeId = (document: GraphDocument, type: string): NodeId =>
  freshId(type, new Set(document.nodes.map(({ id }) => id)));

export const newNode = (document: GraphDocument, type: string, at: Point, params?: Params): GraphNode => ({
  id: freeId(document, type),
  type,
  position: freePlace(document, at),
  ...(params === undefined ? {} : { params }),
});

export const setParam = (node: NodeId, param: string, value: Json): Command => ({
  type: 'setParams',
  node,
  params: { [param]: value },
});

/** Puts another type in a node's place; its id, place and wires stay. */
export function changeType(
  document: GraphDocument,
  node: GraphNode,
  type: string,
  params: Params | undefined,
): Command {
  const { params: _old, ...rest } = node;
  const touching = document.edges.filter(
    ({ from, to }) => endpoint(from).node === node.id || endpoint(to).node === node.id,
  );
  const known = new Set(document.nodes.map(({ id }) => id));
  const edges: readonly GraphEdge[] = [...new Map(touching.map((edge) => [edgeId(edge), edge])).values()].filter(
    ({ from, to }) =>
      known.has(endpoint(from).node) && known.has(endpoint(to).node) && endpoint(from).node !== endpoint(to).node,
  );
  return {
    type: 'batch',
    label: `Make ${node.id} a ${type}`,
    commands: [
      { type: 'remove', nodes: [node.id] },
      { type: 'add', nodes: [{ ...rest, type, ...(params === undefined ? {} : { params }) }], edges },
    ],
  };
}

/** Puts a new node in the middle of a wire. */
export function insertOn(
  document: GraphDocument,
  edge: GraphEdge,
  type: string,
  ports: { readonly input: string; readonly output: string },
  params?: Params,
): Command {
  const at = (ref: string): Point => document.nodes.find(({ id }) => id === endpoint(ref).node)?.position ?? [0, 0];
  const [from, to] = [at(edge.from), at(edge.to)];
  const middle: Point = [Math.round((from[0] + to[0]) / 2), Math.round((from[1] + to[1]) / 2)];
  return { type: 'insert', node: newNode(document, type, middle, params), edge: edgeId(edge), ...ports };
}
