/*
 * Lays a whole graph out as one writes a paragraph: what flows goes from left to right, in as many rows as the
 * room asks for; parameters hang in a strip below what they serve; branches run side by side. Pure, so that the
 * same graph in the same room always lies the same.
 */
import { portSide } from '../catalog/ports.ts';
import { bottomOf, onGrid, onGridAbove, tooNear, type Box, type Rect } from '../graph/placing/boxes.ts';
import { frameRects } from '../graph/placing/frames.ts';
import { nodeById, nodesIn } from '../graph/queries.ts';
import { endpoint, type GraphDocument, type GraphNode, type NodeId } from '../graph/types.ts';
import { carriesTensors } from './graph.ts';
import { backTo, condensed, expanded } from './layout-frames.ts';
import { boxOf, servesIn, type Picture } from './placing.ts';
import { wireKind } from './wire-rule.ts';

export type Positions = Readonly<Record<NodeId, readonly [x: number, y: number]>>;

/** What the graph should fit into, in pixels of the document at actual size. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** Distances between the left edges of two columns, the best one first: a wire's instrument wants its place. */
const PITCHES = [240, 220] as const;
/** What narrow columns must gain: with them, a wire's numbers have no room beside its histogram. */
const NARROW = 0.1;
/** What shorter rows must gain. */
const WORTH = 0.08;
const BRANCH_GAP = 40;
const HANG_GAP = 50;
const ROW_GAP = 64;
const LANE = 40;
/** What a wire that goes on in the next row reaches beyond the cards, on both sides. */
const TURNS = 84;

export function layOut(document: GraphDocument, picture: Picture, room: Room): Positions {
  const whole = condensed(document, picture, room, placesIn);
  const places = backTo(document.nodes, expanded(placesIn(whole.document, whole.picture, room), whole.blocks));
  return { ...places, ...notesClear(document, places, picture) };
}

/** The places of a graph whose frames count for nothing, from its upper left corner. Notes have none. */
function placesIn(document: GraphDocument, picture: Picture, room: Room): Positions {
  const parts = partsOf(document, picture);
  if (parts.columns.length === 0) return {};
  const tries = parts.columns.flatMap((_, i) =>
    PITCHES.map((pitch) => arranged(parts, parts.columns.length - i, pitch, room)),
  );
  // Long rows and wide columns win where they cost little.
  const best = tries.reduce((a, b) => (b.zoom > a.zoom + WORTH ? b : a));
  return Object.fromEntries(best.places);
}

/** Notes stay where they are, unless cards have come to lie there: those stand in a row below the graph. */
function notesClear(document: GraphDocument, places: Positions, picture: Picture): Positions {
  if (Object.keys(places).length === 0) return {};
  const at = (node: GraphNode) => boxOf({ ...node, position: places[node.id] ?? node.position }, picture);
  const settled = document.nodes.filter(({ id }) => places[id] !== undefined);
  const members = settled.map((node) => ({ ...at(node), frame: node.frame }));
  const cards: readonly Rect[] = [...members, ...frameRects(filledFrames(document), members).values()];
  const covered = document.nodes.filter(
    (node) => places[node.id] === undefined && cards.some((card) => tooNear(card, at(node), 0)),
  );
  let x = onGrid(cards.reduce((least, card) => Math.min(least, card.x), Infinity));
  const y = onGrid(cards.reduce((most, card) => Math.max(most, bottomOf(card)), -Infinity) + ROW_GAP);
  const moved: Record<NodeId, readonly [number, number]> = {};
  for (const note of covered) {
    moved[note.id] = [x, y];
    x += onGrid(at(note).width + HANG_GAP);
  }
  return moved;
}

const filledFrames = (document: GraphDocument) =>
  (document.frames ?? []).filter(({ id }) => nodesIn(document, id).length > 0);

interface Parts {
  /** Cards through which something flows, by how far they are from the beginning; several where it branches. */
  readonly columns: readonly (readonly Box[])[];
  /** What hangs below a card, from left to right; the place of the card itself among them. */
  readonly hanging: ReadonlyMap<NodeId, readonly Box[]>;
  readonly boxes: ReadonlyMap<NodeId, Box>;
  /** Cards with whom a parameter's distance to its owner counts; a schedule only stands before its optimizer. */
  readonly beside: ReadonlySet<NodeId>;
  /** How far from the beginning the two ends of each wire are along which tensors flow. */
  readonly spans: readonly (readonly [from: number, to: number])[];
}

/** Tensors that flow on from the columns before this one to those behind. */
const crossing = ({ spans }: Parts, column: number): number =>
  spans.filter(([from, to]) => from < column && to >= column && to - from < MOST_SPAN).length;
/** A wire that leads farther takes the edge of the graph rather than a lane between two rows. */
const MOST_SPAN = 8;

function partsOf(document: GraphDocument, picture: Picture): Parts {
  const { catalog } = picture;
  const isNote = ({ type }: GraphNode) => catalog.get(type)?.role === 'note';
  const nodes = document.nodes.filter((node) => !isNote(node));
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node, picture)]));
  const serves = servesIn(document, catalog);
  const edges = document.edges
    .map((edge) => ({
      from: endpoint(edge.from).node,
      to: endpoint(edge.to).node,
      // A frame of parameters is too large to hang below anything.
      serving: serves(edge) && nodeById(document, endpoint(edge.from).node)?.type !== '',
      tensor: carriesTensors(wireKind(edge, (id) => catalog.get(nodeById(document, id)?.type ?? ''))),
    }))
    .filter(({ from, to }) => boxes.has(from) && boxes.has(to) && from !== to);
  const ownerOf = new Map<NodeId, NodeId>();
  for (const { from, to, serving } of edges) if (serving && !ownerOf.has(from)) ownerOf.set(from, to);
  const flowing = nodes.filter(({ id }) => !ownerOf.has(id)).map(({ id }) => id);
  const flow = edges.filter(({ from, to, serving }) => !serving && !ownerOf.has(from) && !ownerOf.has(to));
  const ranks = ranksOf(flowing, flow);
  const columns: Box[][] = [];
  for (const id of flowing) {
    const box = boxes.get(id);
    if (box !== undefined) (columns[ranks.get(id) ?? 0] ??= []).push(box);
  }
  const hanging = new Map<NodeId, Box[]>();
  const beside = new Set<NodeId>();
  for (const [id] of ownerOf) {
    const owner = rootOf(id, ownerOf);
    const own = boxes.get(id);
    if (owner === undefined || own === undefined) continue;
    const list = hanging.get(owner) ?? [];
    hanging.set(owner, list);
    const node = nodeById(document, id);
    const kind = catalog.get(node?.type ?? '')?.outputs[0]?.kind;
    // What plugs in from the left stands before what it serves.
    const before = kind !== undefined && portSide('output', kind) === 'right';
    const place = before ? list.findIndex((box) => box.id === ownerOf.get(id)) : -1;
    if (before) beside.add(id);
    if (place >= 0) list.splice(place, 0, own);
    else if (before) list.unshift(own);
    else list.push(own);
  }
  const spans = flow
    .filter(({ tensor }) => tensor)
    .map(({ from, to }) => [ranks.get(from) ?? 0, ranks.get(to) ?? 0] as const);
  return { columns: columns.filter((column) => column !== undefined), hanging, boxes, beside, spans };
}

/** The card that flows and that a parameter hangs on, over an optimizer if need be. */
function rootOf(id: NodeId, ownerOf: ReadonlyMap<NodeId, NodeId>): NodeId | undefined {
  const seen = new Set<NodeId>();
  let current = id;
  for (let owner = ownerOf.get(current); owner !== undefined; owner = ownerOf.get(current)) {
    if (seen.has(current)) return undefined;
    seen.add(current);
    current = owner;
  }
  return current;
}

interface Flow {
  readonly from: NodeId;
  readonly to: NodeId;
}

/** How far each card is from the beginning, along the longest way; what closes a circle stays where it is. */
function ranksOf(ids: readonly NodeId[], edges: readonly Flow[]): ReadonlyMap<NodeId, number> {
  const ranks = new Map(ids.map((id) => [id, 0]));
  const waiting = new Map(ids.map((id) => [id, edges.filter(({ to }) => to === id).length]));
  const open = ids.filter((id) => waiting.get(id) === 0);
  for (const id of open) {
    for (const { to } of edges.filter(({ from }) => from === id)) {
      ranks.set(to, Math.max(ranks.get(to) ?? 0, (ranks.get(id) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) open.push(to);
    }
  }
  return ranks;
}

interface Arranged {
  readonly places: ReadonlyMap<NodeId, readonly [number, number]>;
  readonly zoom: number;
}

/** Rows of so many columns each. */
function arranged(parts: Parts, perRow: number, pitch: number, room: Room): Arranged {
  const places = new Map<NodeId, readonly [number, number]>();
  let y = 0;
  let bottom = 0;
  let right = 0;
  let torn = 0;
  for (let start = 0; start < parts.columns.length; start += perRow) {
    const row = parts.columns.slice(start, start + perRow);
    const bottoms: number[] = [];
    // Where the row has no card of its own, what hangs stands level with its neighbours.
    const columns = Math.max(perRow, 3);
    const xs = leftsOf(row, columns, pitch);
    row.forEach((column, i) => {
      let top = y;
      for (const box of column) {
        const x = xs[i] ?? 0;
        places.set(box.id, [x, top]);
        top = onGridAbove(top + box.height + BRANCH_GAP);
        bottoms[i] = top - BRANCH_GAP;
        right = Math.max(right, x + box.width);
      }
    });
    const least = Math.min(...bottoms);
    const deep = Array.from({ length: columns }, (_, i) => bottoms[i] ?? least);
    hangBelow(parts, row, deep, xs, places);
    for (const [id, [x, top]] of places) {
      const box = parts.boxes.get(id);
      bottom = Math.max(bottom, top + (box?.height ?? 0));
      right = Math.max(right, x + (box?.width ?? 0));
    }
    // A branch that is broken off in the middle is hard to follow.
    torn += Math.max(0, crossing(parts, start + perRow) - 1);
    // Each wire that goes on in the next row takes a lane between the two.
    y = onGridAbove(bottom + ROW_GAP + LANE * Math.max(0, Math.min(3, crossing(parts, start + perRow)) - 1));
  }
  const turns = parts.columns.length > perRow ? TURNS : 0;
  // One card alone in the last row looks lost.
  const widow = parts.columns.length > perRow && parts.columns.length % perRow === 1 ? WORTH : 0;
  const narrow = pitch < PITCHES[0] ? NARROW : 0;
  return {
    places,
    zoom: Math.min(1, room.width / (right + turns), room.height / bottom) - widow - narrow - torn * WORTH,
  };
}

/** The left edges of a row's columns: a pitch apart, and further behind something wider than a card. */
function leftsOf(row: readonly (readonly Box[])[], columns: number, pitch: number): readonly number[] {
  const lefts: number[] = [];
  let x = 0;
  for (let i = 0; i < columns; i++) {
    lefts.push(x);
    const width = Math.max(0, ...(row[i] ?? []).map((box) => box.width));
    x += Math.max(pitch, onGridAbove(width + pitch - USUAL_WIDTH));
  }
  return lefts;
}
/** Of a card: what the pitches are made for. */
const USUAL_WIDTH = 136;

/** Puts the parameters of a row below it, each group as near to its owner as the others allow. */
function hangBelow(
  { hanging, beside }: Parts,
  row: readonly (readonly Box[])[],
  bottoms: number[],
  xs: readonly number[],
  places: Map<NodeId, readonly [number, number]>,
): void {
  const { length: columns } = xs;
  row.forEach((column, own) => {
    for (const { id } of column) {
      const group = hanging.get(id) ?? [];
      for (let at = 0; at < group.length; at += columns) {
        const part = group.slice(at, at + columns);
        const start = bestStart(part, own, columns, bottoms, beside);
        const top = onGridAbove(Math.max(0, ...part.map((_, i) => bottoms[start + i] ?? 0)) + HANG_GAP);
        part.forEach((box, i) => {
          places.set(box.id, [xs[start + i] ?? 0, top]);
          bottoms[start + i] = top + box.height;
        });
      }
    }
  });
}

/** The first column of a group: where its members are nearest to their owner, and least deep. */
function bestStart(
  group: readonly Box[],
  own: number,
  columns: number,
  bottoms: readonly number[],
  beside: ReadonlySet<NodeId>,
): number {
  const cost = (start: number) =>
    group.reduce((sum, { id }, i) => sum + (beside.has(id) ? 0 : Math.abs(start + i - own)), 0) * 60 +
    Math.max(...group.map((_, i) => bottoms[start + i] ?? 0));
  let best = Math.max(0, Math.min(own, columns - group.length));
  for (let start = 0; start + group.length <= columns; start++) if (cost(start) < cost(best)) best = start;
  return best;
}
