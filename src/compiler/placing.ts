/*
 * The one routine that places what is inserted, whoever inserts it: it takes a command that adds nodes, and
 * answers with the same command as one step together with the moves that make it lie well. A node on a wire
 * goes between the wire's ends and what is behind it makes room; anything else goes to the free place nearest
 * to where it was wished. Nothing that need not move does.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { servesNode } from '../catalog/ports.ts';
import { applyCommand } from '../graph/commands/apply.ts';
import type { Command } from '../graph/commands/types.ts';
import { onGrid, rightOf, WIRE_ROOM, type Box, type Rect } from '../graph/placing/boxes.ts';
import { freeShift } from '../graph/placing/free-place.ts';
import { makeRoom, type Serves } from '../graph/placing/make-room.ts';
import { frameRects } from '../graph/placing/frames.ts';
import { edgesFrom, edgesInto, frameById, neighbours, nodeById } from '../graph/queries.ts';
import { endpoint, type GraphDocument, type GraphNode, type NodeId } from '../graph/types.ts';
import { carriesTensors } from './graph.ts';
import { wireKindIn } from './kind-at.ts';

/** What the routine must know of the picture. */
export interface Picture {
  readonly catalog: Catalog;
  /** How much room a card takes, measured or guessed. */
  sizeOf(node: GraphNode): { readonly width: number; readonly height: number };
  /** Stretches of wires that nothing should be put on. */
  readonly wires?: readonly Rect[];
}

export interface Placed {
  readonly command: Command;
  /** The nodes the command adds, or that it leads a wire through. */
  readonly nodes: readonly NodeId[];
}

/**
 * A command that cannot be carried out comes back as it is, without nodes: whoever applies it is told why.
 * @param through a node that is there already and that the command puts on a wire.
 */
export function placed(document: GraphDocument, command: Command, picture: Picture, through?: NodeId): Placed {
  const applied = applyCommand(document, command);
  if (!applied.ok) return { command, nodes: [] };
  const { document: after, label } = applied.value;
  const known = new Set(document.nodes.map(({ id }) => id));
  const fresh = after.nodes.filter(({ id }) => !known.has(id) || id === through);
  if (fresh.length === 0) return { command, nodes: [] };
  const nodes = fresh.map(({ id }) => id);
  const joins = joinsOf(after, fresh);
  const framed = joins.reduce((graph, join) => graphAfter(graph, join), after);
  const positions = layIn(document, framed, nodes, picture);
  const moves: readonly Command[] = Object.keys(positions).length === 0 ? [] : [{ type: 'move', positions }];
  if (joins.length + moves.length === 0) return { command, nodes };
  return { command: { type: 'batch', label, commands: [command, ...joins, ...moves] }, nodes };
}

function graphAfter(document: GraphDocument, command: Command): GraphDocument {
  const applied = applyCommand(document, command);
  return applied.ok ? applied.value.document : document;
}

/** New nodes all of whose wires lead to one frame belong in it. */
function joinsOf(document: GraphDocument, fresh: readonly GraphNode[]): readonly Command[] {
  const own = new Set(fresh.map(({ id }) => id));
  return fresh.flatMap(({ id, frame }) => {
    const { before, after } = neighbours(document, id);
    const others = [...before, ...after].filter((other) => !own.has(other));
    const [target, ...more] = new Set(others.map((other) => nodeById(document, other)?.frame));
    if (frame !== undefined || more.length > 0 || frameById(document, target) === undefined) return [];
    return [{ type: 'putInFrame', nodes: [id], frame: target }];
  });
}

type Positions = Record<NodeId, readonly [number, number]>;

function layIn(before: GraphDocument, after: GraphDocument, nodes: readonly NodeId[], picture: Picture): Positions {
  const fresh = new Set(nodes);
  const boxes = after.nodes.map((node) => boxOf(node, picture));
  const others = boxes.filter(({ id }) => !fresh.has(id));
  const serves = servesIn(after, picture.catalog);
  const [only] = nodes;
  const wire = nodes.length === 1 && only !== undefined ? brokenWire(before, after, only, picture.catalog) : undefined;
  const own = boxes.filter(({ id }) => fresh.has(id));
  const { shut, along } = framesAmong(after, own, others);
  const settled =
    wire === undefined ? settle(own, along, [...others, ...shut], picture) : own.map((box) => onWire(box, wire, boxes));
  const now = boxes.map((box) => settled.find(({ id }) => id === box.id) ?? box);
  const moves = makeRoom(after, now, fresh, serves);
  const positions: Positions = Object.fromEntries(moves);
  for (const { id, x, y } of settled) {
    const old = nodeById(after, id)?.position;
    if (old !== undefined && (old[0] !== x || old[1] !== y)) positions[id] = [x, y];
  }
  return positions;
}

export const boxOf = (node: GraphNode, picture: Picture): Box => ({
  id: node.id,
  x: node.position[0],
  y: node.position[1],
  ...picture.sizeOf(node),
});

/** Parameters hang below what they serve; a schedule stands beside its optimizer and belongs to it as well. */
export const servesIn =
  (document: GraphDocument, catalog: Catalog): Serves =>
  (edge) =>
    servesNode(wireKindIn(document, catalog, edge));

interface FrameRoom {
  /** Frames that none of the new nodes belongs to: nothing is put into them by accident. */
  readonly shut: readonly Rect[];
  /** Frames that came with the new nodes, and want room as these do. */
  readonly along: readonly Rect[];
}

function framesAmong({ frames = [], nodes }: GraphDocument, own: readonly Box[], others: readonly Box[]): FrameRoom {
  if (frames.length === 0) return { shut: [], along: [] };
  const byId = new Map(nodes.map(({ id, frame }) => [id, frame]));
  const framed = (boxes: readonly Box[]) => boxes.map((box) => ({ ...box, frame: byId.get(box.id) }));
  const [open, old] = [
    new Set(framed(own).map(({ frame }) => frame)),
    new Set(framed(others).map(({ frame }) => frame)),
  ];
  const rects = (of: typeof frames, boxes: readonly Box[]) => [...frameRects(of, framed(boxes)).values()];
  return {
    shut: rects(
      frames.filter(({ id }) => !open.has(id)),
      others,
    ),
    along: rects(
      frames.filter(({ id }) => open.has(id) && !old.has(id)),
      own,
    ),
  };
}

/** A group goes as a whole to the nearest place where it lies on no card, and on no wire if that can be had. */
function settle(
  own: readonly Box[],
  along: readonly Rect[],
  others: readonly Rect[],
  { wires = [] }: Picture,
): readonly Box[] {
  const [dx, dy] = freeShift([...own, ...along], [...others, ...wires]);
  return own.map((box) => ({ ...box, x: box.x + dx, y: box.y + dy }));
}

interface Broken {
  readonly source: NodeId;
  readonly target: NodeId;
}

/** The wire that a node was put on: the node before and the one behind it were joined until now. */
function brokenWire(before: GraphDocument, after: GraphDocument, node: NodeId, catalog: Catalog): Broken | undefined {
  for (const into of edgesInto(after, node)) {
    if (!carriesTensors(wireKindIn(after, catalog, into))) continue;
    const source = endpoint(into.from).node;
    for (const out of edgesFrom(after, node)) {
      const target = endpoint(out.to).node;
      const joined = (document: GraphDocument) =>
        edgesFrom(document, source).some(({ from, to }) => from === into.from && to === out.to);
      if (joined(before) && !joined(after)) return { source, target };
    }
  }
  return undefined;
}

/** The place on the wire: level with the card before it, or, nearer to there, with the one behind it. */
function onWire(box: Box, { source, target }: Broken, boxes: readonly Box[]): Box {
  const [from, to] = [source, target].map((id) => boxes.find((each) => each.id === id));
  if (from === undefined || to === undefined) return box;
  const behind = rightOf(from) + WIRE_ROOM;
  const forward = to.x >= rightOf(from);
  const nearSource = Math.abs(box.y - from.y) <= Math.abs(box.y - to.y);
  // A wire that goes on in the next row takes the card at the end of the one row or at the start of the other.
  if (!forward) return nearSource ? { ...box, x: onGrid(behind), y: from.y } : { ...box, x: to.x, y: to.y };
  const before = Math.max(behind, to.x - WIRE_ROOM - box.width);
  return { ...box, x: onGrid(Math.min(Math.max(box.x, behind), before)), y: nearSource ? from.y : to.y };
}
