/*
 * Lanes: a long wire that would run through cards is led along a flat lane above or below them. Lanes
 * depend on the document's positions only, so that wires hold still while something is being dragged.
 */
import type { EdgeId, NodeId } from '../../../graph/types.ts';
import { FIRST_PORT } from '../view/layout.ts';
import { rampOf, turningHeight, type Point } from './wire-path.ts';

export interface Box {
  readonly id: NodeId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Span {
  readonly edge: EdgeId;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly source: Point;
  readonly target: Point;
}

interface Lane {
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

/** Air between a lane and a card. */
const AIR = 24;
/** Distance between two lanes that run side by side. */
const APART = 16;
/** How far above and below its ends a wire looks for a lane. */
const BAND = 600;
/** The detour that is worth not crossing a neighbour. */
const CROSSING = 240;
/** Wires shorter than this have nothing in between. */
const SHORT = 150;

/** The lane of every wire that needs one. */
export function assignLanes(spans: readonly Span[], boxes: readonly Box[]): ReadonlyMap<EdgeId, number> {
  const lanes = new Map<EdgeId, number>();
  const taken: Lane[] = [];
  for (const span of spans) {
    const y = laneOf(span, boxes, taken);
    if (y === undefined) continue;
    lanes.set(span.edge, y);
    taken.push({ y, ...reachOf(span) });
  }
  return lanes;
}

const reachOf = ({ source, target }: Span) => ({
  left: Math.min(source.x, target.x),
  right: Math.max(source.x, target.x),
});

function laneOf(span: Span, boxes: readonly Box[], taken: readonly Lane[]): number | undefined {
  const { source, target } = span;
  const forward = target.x - source.x;
  if (forward >= 0 && forward < SHORT) return undefined;
  const { left, right } = reachOf(span);
  const ramp = forward >= 0 ? rampOf(source, target) / 2 : -30;
  const top = Math.min(source.y, target.y) - BAND;
  const bottom = Math.max(source.y, target.y) + BAND;
  const between = boxes.filter(
    (box) => box.x < right - ramp && box.x + box.width > left + ramp && box.y < bottom && box.y + box.height > top,
  );
  const usual = forward >= 0 ? undefined : turningHeight(source, target);
  if (usual === undefined && !crosses(span, between)) return undefined;

  const free = (y: number) => between.every((box) => y < box.y - AIR + 4 || y > box.y + box.height + AIR - 4);
  const alone = (y: number) =>
    taken.every((lane) => Math.abs(lane.y - y) >= APART || lane.right < left || lane.left > right);
  if (usual !== undefined && free(usual) && alone(usual)) return usual;

  const edges = between.flatMap((box) => [box.y + box.height + AIR, box.y - AIR]);
  const candidates = [...new Set(edges.flatMap((y) => [y, y + APART, y - APART, y + 2 * APART]))];
  // The least detour; among equals the one nearest to the middle. A wire to a lower port that came from above
  // would cross the wires to the ports over it.
  const end = boxes.find((box) => box.id === span.to);
  const low = end !== undefined && target.y - end.y > FIRST_PORT;
  const cost = (y: number) =>
    Math.abs(y - source.y) +
    Math.abs(y - target.y) +
    Math.abs(2 * y - source.y - target.y) / 20 +
    (low && y < target.y ? CROSSING : 0);
  const cheapest = candidates
    .map((y) => ({ y, cost: cost(y) }))
    .toSorted((a, b) => a.cost - b.cost)
    .find(({ y }) => free(y) && alone(y))?.y;
  return cheapest ?? usual;
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
