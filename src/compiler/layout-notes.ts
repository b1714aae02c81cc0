/*
 * Notes in a layout. A note stays where its writer put it, unless cards have come to lie there or the graph would
 * be shown too small for it: then it takes the free place in or around the graph that costs least.
 */
import {
  around,
  bottomOf,
  GRID,
  onGrid,
  onGridAbove,
  rightOf,
  tooNear,
  type Box,
  type Rect,
} from '../graph/placing/boxes.ts';
import { frameRects } from '../graph/placing/frames.ts';
import { nodesIn } from '../graph/queries.ts';
import { endpoint, type GraphDocument, type GraphNode, type NodeId } from '../graph/types.ts';
import type { Positions, Room } from './layout.ts';
import { boxOf, type Picture } from './placing.ts';

/** Between a note and a card. */
const NOTE_AIR = 24;
/** What a place must gain in zoom before a note is taken from where it was put. */
const GAIN = 0.03;
/** Below a card, wires run that lead back to the left. */
const LANES = 56;

/** The places of notes that cannot stay, given those of all other nodes. */
export function placeNotes(document: GraphDocument, places: Positions, picture: Picture, room: Room): Positions {
  if (Object.keys(places).length === 0) return {};
  const at = (node: GraphNode) => boxOf({ ...node, position: places[node.id] ?? node.position }, picture);
  const cards = document.nodes
    .filter(({ id }) => places[id] !== undefined)
    .map((node) => ({ ...at(node), frame: node.frame }));
  const filled = (document.frames ?? []).filter(({ id }) => nodesIn(document, id).length > 0);
  const solid: readonly Rect[] = [...cards, ...frameRects(filled, cards).values()];
  const notes = document.nodes.filter(({ id }) => places[id] === undefined);
  const wires = wiredStretches(document, new Map(cards.map((card) => [card.id, card])));
  const moved: Record<NodeId, readonly [number, number]> = {};
  const taken: Rect[] = [...solid];
  // Notes that stay come first, so that none is put where another is.
  const staying: Rect[] = [];
  const leaving: GraphNode[] = [];
  for (const note of notes) {
    const own = at(note);
    const covered = solid.some((rect) => tooNear(rect, own, 0));
    if (covered || zoomOf([...solid, own], room) + GAIN < bestZoom(own, solid, wires, room)) leaving.push(note);
    else staying.push(own);
  }
  taken.push(...staying);
  for (const note of leaving) {
    const place = bestPlace(at(note), taken, wires, room);
    moved[note.id] = [place.x, place.y];
    taken.push(place);
  }
  return moved;
}

const bestZoom = (note: Rect, taken: readonly Rect[], wires: readonly Rect[], room: Room): number =>
  zoomOf([...taken, bestPlace(note, taken, wires, room)], room);

/** How large all of it can be shown. */
function zoomOf(rects: readonly Rect[], room: Room): number {
  const area = around(rects);
  return area === undefined ? 1 : Math.min(1, room.width / area.width, room.height / area.height);
}

/** The free place in or around a picture with which the whole is shown largest; of those, the nearest. */
function bestPlace(note: Rect, taken: readonly Rect[], wires: readonly Rect[], room: Room): Rect {
  const area = around(taken) ?? note;
  const left = onGrid(area.x);
  const top = onGrid(area.y);
  const lowest: Rect = { ...note, x: left, y: onGridAbove(bottomOf(area) + LANES) };
  let best = lowest;
  let score = zoomOf([area, lowest], room);
  const away = ({ x, y }: Rect) => Math.hypot(x - note.x, y - note.y);
  for (let y = top; y <= lowest.y; y += GRID) {
    for (let x = left; x <= rightOf(area) + LANES; x += GRID) {
      const place = { ...note, x, y };
      if (taken.some((card) => tooNear(card, place, NOTE_AIR)) || wires.some((wire) => tooNear(wire, place, 0)))
        continue;
      const zoom = zoomOf([area, place], room);
      if (zoom > score || (zoom === score && away(place) < away(best))) [best, score] = [place, zoom];
    }
  }
  return best;
}

/** Where wires are likely to run: straight on in a row, up to what a parameter serves, and back to the next row. */
function wiredStretches(document: GraphDocument, cards: ReadonlyMap<NodeId, Box>): readonly Rect[] {
  const area = around([...cards.values()]);
  if (area === undefined) return [];
  return document.edges.flatMap((edge): readonly Rect[] => {
    const from = cards.get(endpoint(edge.from).node);
    const to = cards.get(endpoint(edge.to).node);
    if (from === undefined || to === undefined) return [];
    const straight = to.x >= rightOf(from);
    const between = (a: number, b: number) => ({ start: Math.min(a, b), length: Math.abs(a - b) });
    if (straight && bottomOf(to) > from.y && to.y < bottomOf(from))
      return [{ x: rightOf(from), y: Math.min(from.y, to.y), width: to.x - rightOf(from), height: LANES }];
    const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
    const { start, length } = between(upper.x + upper.width / 2, lower.x + lower.width / 2);
    // Something that hangs below what it serves.
    if (from === lower) return [{ x: start, y: bottomOf(upper), width: length, height: lower.y - bottomOf(upper) }];
    // Back to the left: through the lane above the row where it ends.
    if (!straight) return [{ x: area.x, y: to.y - LANES, width: area.width, height: LANES }];
    return [{ x: rightOf(from), y: from.y, width: to.x - rightOf(from), height: to.y - from.y + LANES }];
  });
}
