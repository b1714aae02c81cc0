/** The commands that fixes are made of. Positions are a guess that leaves room for a card. */
import type { Json } from '../../base/json.ts';
import type { Command } from '../../graph/commands/types.ts';
import { edgesFrom, edgesInto, nodeById } from '../../graph/queries.ts';
import type { GraphDocument, GraphEdge, GraphNode, NodeId, Params } from '../../graph/types.ts';
import { edgeId, endpoint } from '../../graph/types.ts';
import { isFree, newNode } from '../../graph/new-node.ts';
import type { Point } from '../../graph/new-node.ts';
import { wireFault } from '../../graph/wire-fault.ts';
import type { Fix } from '../types.ts';

export const COLUMN = 240;
export const ROW = 200;

/** Two cards lie on each other if they are less than half a place apart. */
const ROOM: Point = [COLUMN / 2, ROW / 2];

/** Moves a point to the nearest place below it where no card stands yet. */
function freePlace(document: GraphDocument, [x, y]: Point): Point {
  let place: Point = [x, y];
  // Bounded: in a crowded document an overlap is better than a node far away.
  for (let tries = 0; tries < 20 && !isFree(document, place, ROOM); tries++) place = [place[0], place[1] + ROW];
  return place;
}

/** A new node at the nearest free place below a point. */
export const newNodeBelow = (document: GraphDocument, type: string, at: Point, params?: Params): GraphNode =>
  newNode(document, type, freePlace(document, at), params);

export const setParam = (node: NodeId, param: string, value: Json): Command => ({
  type: 'setParams',
  node,
  params: { [param]: value },
});

/** Puts another type in a node's place; its id, place and wires stay. None where one of the wires cannot be put back. */
export function changeType(
  document: GraphDocument,
  node: GraphNode,
  type: string,
  params: Params | undefined,
): readonly Fix[] {
  const { params: _old, ...rest } = node;
  const touching = [...edgesInto(document, node.id), ...edgesFrom(document, node.id)];
  if (touching.some((edge) => wireFault(edge, (id) => nodeById(document, id) !== undefined) !== undefined)) return [];
  const edges = [...new Map(touching.map((edge) => [edgeId(edge), edge])).values()];
  const label = `Make ${node.id} a ${type}`;
  return [
    {
      label,
      command: {
        type: 'batch',
        label,
        commands: [
          { type: 'remove', nodes: [node.id] },
          { type: 'add', nodes: [{ ...rest, type, ...(params === undefined ? {} : { params }) }], edges },
        ],
      },
    },
  ];
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
  const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return { type: 'insert', node: newNodeBelow(document, type, middle, params), edge: edgeId(edge), ...ports };
}
