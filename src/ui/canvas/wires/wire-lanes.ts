/*
 * Lanes: a long wire that would run through cards is led along a flat lane above or below them. Lanes
 * depend on the document's positions only, so that wires hold still while something is being dragged.
 */
import type { EdgeId, NodeId } from '../../../graph/types.ts';
import { FIRST_PORT } from '../view/card-sizes.ts';
import { APART, boxIndex, CLEAR, laneIndex, type Box, type BoxIndex, type LaneIndex } from './lane-index.ts';
import { rampOf, turningHeight, type Point } from './wire-path.ts';

export interface Span {
  readonly edge: EdgeId;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly source: Point;
  readonly target: Point;
}

/** Air between a lane and a card. */
const AIR = 24;
/** How far above and below its ends a wire looks for a lane. */
const BAND = 600;
/** The detour that is worth not crossing a neighbour. */
const CROSSING = 240;
/** Wires shorter than this have nothing in between. */
const SHORT = 150;
/** Wires longer than this cross whole neighbourhoods; no lane would make them easier to follow. */
const LONG = 4_000;
/** Where more cards than this lie around a wire there is no way through that is worth the search. */
const CROWD = 80;

/** Lanes with room for instruments that are tried above all cards around a wire. */
const RUNGS = 5;

/** Where a wire ran until now. */
export interface Course {
  readonly span: Span;
  readonly lane: number;
}

/**
 * The lane of every wire that needs one. Each wire looks only at the cards and lanes around it, so that the
 * work grows with the number of wires and not with its square.
 * @param before a wire whose ends have not moved keeps its lane as long as that is free.
 */
export function assignLanes(
  spans: readonly Span[],
  boxes: readonly Box[],
  before: ReadonlyMap<EdgeId, Course> = new Map(),
): ReadonlyMap<EdgeId, number> {
  const lanes = new Map<EdgeId, number>();
  const places: Places = { boxes: boxIndex(boxes), byId: new Map(boxes.map((box) => [box.id, box])) };
  const taken = laneIndex();
  for (const span of spans) {
    const y = laneOf(span, places, taken, keptLane(span, before.get(span.edge)));
    if (y === undefined) continue;
    lanes.set(span.edge, y);
    taken.add({ y, ...reachOf(span) });
  }
  return lanes;
}

interface Places {
  readonly boxes: BoxIndex;
  readonly byId: ReadonlyMap<NodeId, Box>;
}

const reachOf = ({ source, target }: Span) => ({
  left: Math.min(source.x, target.x),
  right: Math.max(source.x, target.x),
});

const samePoint = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y;

const keptLane = (span: Span, course: Course | undefined): number | undefined =>
  course !== undefined && samePoint(span.source, course.span.source) && samePoint(span.target, course.span.target)
    ? course.lane
    : undefined;

function laneOf(span: Span, places: Places, taken: LaneIndex, kept: number | undefined): number | undefined {
  const { source, target } = span;
  const forward = target.x - source.x;
  if (forward >= 0 && forward < SHORT) return undefined;
  if (Math.abs(forward) > LONG || Math.abs(target.y - source.y) > LONG) return undefined;
  const { left, right } = reachOf(span);
  const ramp = forward >= 0 ? rampOf(source, target) / 2 : -30;
  const top = Math.min(source.y, target.y) - BAND;
  const bottom = Math.max(source.y, target.y) + BAND;
  const between = places.boxes.around(left + ramp, right - ramp, top, bottom);
  const usual = forward >= 0 ? undefined : turningHeight(source, target);
  if (between.length > CROWD || (usual === undefined && !crosses(span, between))) return usual;

  const free = (y: number) => between.every((box) => y < box.y - AIR + 4 || y > box.y + box.height + AIR - 4);
  const alone = (y: number) => !taken.has(y, left, right);
  if (kept !== undefined && free(kept) && alone(kept)) return kept;
  const clear = (y: number) => !taken.has(y, left, right, CLEAR);
  if (usual !== undefined && free(usual) && clear(usual)) return usual;

  // The least detour; among equals the one nearest to the middle. A wire to a lower port that came from above
  // would cross the wires to the ports over it.
  const end = places.byId.get(span.to);
  const low = end !== undefined && target.y - end.y > FIRST_PORT;
  const cost = (y: number) =>
    Math.abs(y - source.y) +
    Math.abs(y - target.y) +
    Math.abs(2 * y - source.y - target.y) / 20 +
    (low && y < target.y ? CROSSING : 0);
  const edges = new Set(between.flatMap((box) => [box.y + box.height + AIR, box.y - AIR]));
  const candidates = [...edges].flatMap((y) => [y, y + APART, y - APART, y + CLEAR, y - CLEAR, y + 2 * APART]);
  // Above everything several wires stand over each other.
  const highest = Math.min(...edges);
  for (let rung = 2; rung <= RUNGS; rung++) candidates.push(highest - rung * CLEAR);
  const cheapest = (allowed: (y: number) => boolean) => {
    let best: { readonly y: number; readonly cost: number } | undefined;
    for (const y of new Set(usual === undefined ? candidates : [...candidates, usual + CLEAR / 2, usual - CLEAR / 2])) {
      const found = cost(y);
      if ((best === undefined || found < best.cost) && free(y) && allowed(y)) best = { y, cost: found };
    }
    return best;
  };
  const roomy = cheapest(clear);
  const tight = cheapest(alone);
  // Instruments that do not touch are worth a detour, but not any.
  const best = roomy !== undefined && (tight === undefined || roomy.cost <= tight.cost + CROSSING) ? roomy : tight;
  return best?.y ?? usual;
}

/** Whether the plain curve between the two ports runs through a card that is neither of its ends. */
function crosses({ source, target, from, to }: Span, boxes: readonly Box[]): boolean {
  const others = boxes.filter((box) => box.id !== from && box.id !== to);
  if (others.length === 0) return false;
  for (let i = 1; i < 16; i++) {
    const t = i / 16;
    // The curve of `forwards`: control points half way along x, so x and y have simple forms.
    const x = source.x + (target.x - source.x) * (1.5 * t * (1 - t) + t * t * t);
    const y = source.y + (target.y - source.y) * (3 * t * t - 2 * t * t * t);
    if (
      others.some((box) => x > box.x - 4 && x < box.x + box.width + 4 && y > box.y - 4 && y < box.y + box.height + 4)
    ) {
      return true;
    }
  }
  return false;
}
