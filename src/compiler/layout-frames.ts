/*
 * Frames in a layout: each is laid out by itself and then takes part as one large card, so that what belongs together
 * stays together and nothing else comes to stand among it.
 */
import { around, bottomOf, onGrid, onGridAbove, type Rect } from '../graph/placing/boxes.ts';
import { FRAME_AIR, FRAME_BAR } from '../graph/placing/frames.ts';
import { nodesIn } from '../graph/queries.ts';
import { endpoint, portOfOther, type GraphDocument, type GraphNode, type NodeId } from '../graph/types.ts';
import { boxOf, type Picture } from './placing.ts';
import type { Positions, Room } from './layout.ts';

/** A frame as a card: its size, and where its nodes are from its upper left corner. */
export interface Block {
  readonly node: GraphNode;
  readonly size: Pick<Rect, 'width' | 'height'>;
  readonly inner: Positions;
}

/** The graph with its frames as cards. */
export interface Condensed {
  readonly document: GraphDocument;
  readonly picture: Picture;
  readonly blocks: ReadonlyMap<NodeId, Block>;
}

const LEFT = FRAME_AIR;
const TOP = onGridAbove(FRAME_AIR + FRAME_BAR);
const NOTE_GAP = 40;

/** @param lay lays a graph without frames out; the answer says nothing of notes. */
export function condensed(
  document: GraphDocument,
  picture: Picture,
  room: Room,
  lay: (document: GraphDocument, picture: Picture, room: Room) => Positions,
): Condensed {
  const frames = (document.frames ?? []).filter(({ id }) => nodesIn(document, id).length > 0);
  const blocks = new Map<NodeId, Block>();
  const unitOf = new Map<NodeId, NodeId>();
  const inside: Room = { width: room.width - 2 * LEFT, height: room.height / Math.max(1, frames.length) - TOP };
  for (const { id: frame } of frames) {
    const nodes = nodesIn(document, frame);
    const own = new Set(nodes.map(({ id }) => id));
    const edges = document.edges.filter(({ from, to }) => own.has(endpoint(from).node) && own.has(endpoint(to).node));
    const part: GraphDocument = { ...document, nodes, edges };
    // No id has a colon: a block is never taken for a node.
    const id = `frame:${frame}`;
    blocks.set(id, {
      node: { id, type: '', position: [0, 0] },
      ...blockOf(nodes, lay(part, picture, inside), picture),
    });
    for (const node of own) unitOf.set(node, id);
  }
  const joined = (ref: string) => portOfOther(ref, unitOf.get(endpoint(ref).node) ?? endpoint(ref).node);
  return {
    document: {
      ...document,
      nodes: [...document.nodes.filter(({ id }) => !unitOf.has(id)), ...[...blocks.values()].map(({ node }) => node)],
      edges: document.edges.map(({ from, to }) => ({ from: joined(from), to: joined(to) })),
    },
    picture: { ...picture, sizeOf: (node) => blocks.get(node.id)?.size ?? picture.sizeOf(node) },
    blocks,
  };
}

function blockOf(nodes: readonly GraphNode[], places: Positions, picture: Picture): Omit<Block, 'node'> {
  const inner: Record<NodeId, readonly [number, number]> = {};
  const boxes: Rect[] = [];
  const put = (node: GraphNode, x: number, y: number) => {
    inner[node.id] = [x, y];
    boxes.push(boxOf({ ...node, position: [x, y] }, picture));
  };
  const placed = nodes.flatMap((node) =>
    places[node.id] === undefined ? [] : [{ node, at: places[node.id] ?? [0, 0] }],
  );
  const left = Math.min(...placed.map(({ at }) => at[0]));
  const top = Math.min(...placed.map(({ at }) => at[1]));
  for (const { node, at } of placed) put(node, at[0] - left + LEFT, at[1] - top + TOP);
  // Notes stand in a row below what they speak of.
  const y = boxes.length === 0 ? TOP : onGridAbove(Math.max(...boxes.map(bottomOf)) + NOTE_GAP);
  let x = LEFT;
  for (const node of nodes) {
    if (places[node.id] !== undefined) continue;
    put(node, x, y);
    x += onGridAbove(picture.sizeOf(node).width + NOTE_GAP);
  }
  const area = around(boxes) ?? { x: 0, y: 0, width: 0, height: 0 };
  const size = { width: area.x + area.width + FRAME_AIR, height: bottomOf(area) + FRAME_AIR };
  return { inner, size };
}

/** The places of all nodes, those in blocks too. */
export function expanded(places: Positions, blocks: Condensed['blocks']): Positions {
  return Object.fromEntries(
    Object.entries(places).flatMap(([id, place]) => {
      const block = blocks.get(id);
      if (block === undefined) return [[id, place] as const];
      return Object.entries(block.inner).map(([node, [x, y]]) => [node, [place[0] + x, place[1] + y]] as const);
    }),
  );
}

/** Moves places so that the uppermost and the leftmost are where those of the nodes were. */
export function backTo(nodes: readonly GraphNode[], places: Positions): Positions {
  const moving = nodes.filter(({ id }) => places[id] !== undefined);
  const least = (axis: 0 | 1, of: readonly (readonly [number, number])[]) => Math.min(...of.map((at) => at[axis]));
  const [was, is] = [moving.map(({ position }) => position), Object.values(places)];
  const [dx, dy] = [onGrid(least(0, was)) - least(0, is), onGrid(least(1, was)) - least(1, is)];
  return Object.fromEntries(Object.entries(places).map(([id, [x, y]]) => [id, [x + dx, y + dy]]));
}
