/*
 * Room for a card that is put among others: what comes behind it moves to the right, as far as it must and no
 * further, and takes along the parameters that hang on nothing else. Everything else stays where it is.
 */
import { edgesFrom, edgesInto } from '../queries.ts';
import type { GraphDocument, GraphEdge, NodeId } from '../types.ts';
import { endpoint } from '../types.ts';
import { AIR, GRID, onGridAbove, rightOf, tooNear, WIRE_ROOM, type Box } from './boxes.ts';

export type Moves = ReadonlyMap<NodeId, readonly [x: number, y: number]>;

/** Whether a wire brings a parameter, which hangs on what it serves, rather than what flows through. */
export type Serves = (edge: GraphEdge) => boolean;

/**
 * The new places of the cards that have to give way to those in `fixed`, which stay where `boxes` has them.
 * @param document with the wires as they will be.
 */
export function makeRoom(
  document: GraphDocument,
  boxes: readonly Box[],
  fixed: ReadonlySet<NodeId>,
  serves: Serves,
): Moves {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const shifts = new Map<NodeId, number>();
  const at = (id: NodeId): Box | undefined => {
    const box = byId.get(id);
    return box && { ...box, x: box.x + (shifts.get(id) ?? 0) };
  };
  const open = [...fixed];
  const push = (id: NodeId, to: number) => {
    const box = byId.get(id);
    if (box === undefined || fixed.has(id)) return;
    const by = onGridAbove(to - box.x);
    if (by <= (shifts.get(id) ?? 0)) return;
    shifts.set(id, by);
    open.push(id);
  };
  // Every push is at least one step of the grid to the right, and nothing is pushed beyond the end of the row.
  let patience = boxes.length * 40;
  for (let id = open.shift(); id !== undefined && patience > 0; id = open.shift(), patience--) {
    const pusher = at(id);
    const before = byId.get(id);
    if (pusher === undefined || before === undefined) continue;
    for (const edge of edgesFrom(document, id)) {
      const next = serves(edge) ? undefined : byId.get(endpoint(edge.to).node);
      if (next === undefined || !isBehind(before, next, fixed.has(id))) continue;
      const gap = fixed.has(id) ? WIRE_ROOM : Math.min(WIRE_ROOM, next.x - rightOf(before));
      push(next.id, rightOf(pusher) + gap);
    }
    for (const other of boxes) {
      if (other.id === id || fixed.has(other.id)) continue;
      const there = at(other.id);
      if (there !== undefined && tooNear(pusher, there, AIR - GRID / 2)) push(other.id, rightOf(pusher) + AIR);
    }
    for (const each of companions(document, id, serves)) push(each, (byId.get(each)?.x ?? 0) + (shifts.get(id) ?? 0));
  }
  return new Map(
    [...shifts].flatMap(([id, shift]) => {
      const box = byId.get(id);
      return box === undefined ? [] : [[id, [box.x + shift, box.y]] as const];
    }),
  );
}

/** Whether a reader stands to the right in the same row; of a card that is put in, also in another row. */
function isBehind(a: Box, b: Box, isNew: boolean): boolean {
  if (isNew && b.x + b.width / 2 > a.x) return true;
  return b.x >= a.x + a.width / 2 && a.y < b.y + b.height + AIR && b.y < a.y + a.height + AIR;
}

/** The parameters of a node that serve nothing else. */
const companions = (document: GraphDocument, id: NodeId, serves: Serves): readonly NodeId[] =>
  edgesInto(document, id)
    .filter(serves)
    .map(({ from }) => endpoint(from).node)
    .filter((each) => edgesFrom(document, each).every(({ to }) => endpoint(to).node === id));
