/*
 * The line of a wire, from the middle of one port to the middle of another. Coordinates are the
 * document's: x to the right, y downwards. Wires between sides run level or as one smooth curve; wires
 * that go backwards, or that would run through cards, take a flat lane between the rows.
 */
import { toTenths } from '../../../base/rounding.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface WireEnds {
  readonly source: Point;
  readonly target: Point;
  /** From an upper edge to a lower edge, as parameters do; otherwise from right to left. */
  readonly upright: boolean;
}

export interface WirePath {
  readonly d: string;
  /** Where the wire's instrument sits. */
  readonly middle: Point;
  /** Pixels along x that the instrument may cover without touching what the wire connects. */
  readonly room: number;
}

/** How far a wire going backwards leaves the card before it turns. */
export const REACH = 40;
/** The least distance, along x, at which a wire can go straight to its target. */
const AHEAD = 20;
const STUB = 18;

type Via = readonly (readonly [x: number, y: number])[];

/**
 * @param lane height of the flat part, for wires that must go around something.
 * @param via places that the wire is led through by hand.
 */
export function wirePath({ source, target, upright }: WireEnds, lane?: number, via: Via = []): WirePath {
  if (via.length > 0) return through(source, target, upright, via);
  if (upright) return source.y - target.y >= AHEAD ? upwards(source, target) : aroundUpwards(source, target);
  if (target.x - source.x < AHEAD) return backwards(source, target, lane);
  return lane === undefined ? forwards(source, target) : overLane(source, target, lane);
}

function forwards(source: Point, target: Point): WirePath {
  const reach = Math.max(AHEAD, (target.x - source.x) / 2);
  return curve(
    source,
    { x: source.x + reach, y: source.y },
    { x: target.x - reach, y: target.y },
    target,
    target.x - source.x,
  );
}

function upwards(source: Point, target: Point): WirePath {
  const reach = Math.max(12, (source.y - target.y) / 2);
  return curve(source, { x: source.x, y: source.y - reach }, { x: target.x, y: target.y + reach }, target, Infinity);
}

function curve(a: Point, b: Point, c: Point, d: Point, room: number): WirePath {
  return {
    d: `M${at(a)}C${at(b)} ${at(c)} ${at(d)}`,
    middle: { x: (a.x + 3 * b.x + 3 * c.x + d.x) / 8, y: (a.y + 3 * b.y + 3 * c.y + d.y) / 8 },
    room,
  };
}

/** Leaves its port straight, goes from bend to bend, and comes in straight. */
function through(source: Point, target: Point, upright: boolean, via: Via): WirePath {
  const out = upright ? { x: source.x, y: source.y - STUB } : { x: source.x + STUB, y: source.y };
  const back = upright ? { x: target.x, y: target.y + STUB } : { x: target.x - STUB, y: target.y };
  const bends = via.map(([x, y]) => ({ x, y }));
  const points = [out, ...bends, back];
  // The instrument has most room on the longest stretch.
  let [a, b] = [out, back];
  points.forEach((point, i) => {
    const next = points[i + 1];
    if (next !== undefined && (i === 0 || distance(point, next) > distance(a, b))) [a, b] = [point, next];
  });
  return {
    d: rounded([source, ...points, target], BEND),
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
    room: Math.abs(b.x - a.x),
  };
}
const BEND = 24;

/** How far from its ends a wire has reached its lane. */
export const rampOf = (source: Point, target: Point): number => Math.min(120, Math.max(30, (target.x - source.x) / 4));

function overLane(source: Point, target: Point, lane: number): WirePath {
  const ramp = rampOf(source, target);
  const left = { x: source.x + ramp, y: lane };
  const right = { x: target.x - ramp, y: lane };
  const half = ramp / 2;
  return {
    d:
      `M${at(source)}C${at({ x: source.x + half, y: source.y })} ${at({ x: left.x - half, y: lane })} ${at(left)}` +
      `L${at(right)}C${at({ x: right.x + half, y: lane })} ${at({ x: target.x - half, y: target.y })} ${at(target)}`,
    middle: { x: (left.x + right.x) / 2, y: lane },
    room: right.x - left.x,
  };
}

/** The height of the flat part of a wire that goes backwards, if nothing is in the way. */
export const turningHeight = (source: Point, target: Point): number =>
  Math.abs(target.y - source.y) > 120 ? (source.y + target.y) / 2 : Math.max(source.y, target.y) + 130;

function backwards(source: Point, target: Point, lane = turningHeight(source, target)): WirePath {
  const right = source.x + REACH;
  const left = target.x - REACH;
  return {
    d: rounded(
      [
        source,
        { x: right, y: source.y },
        { x: right, y: lane },
        { x: left, y: lane },
        { x: left, y: target.y },
        target,
      ],
      REACH,
    ),
    middle: { x: (left + right) / 2, y: lane },
    room: Math.max(0, right - left),
  };
}

function aroundUpwards(source: Point, target: Point): WirePath {
  const above = source.y - STUB;
  const below = target.y + STUB;
  const x = Math.abs(target.x - source.x) > 150 ? (source.x + target.x) / 2 : Math.max(source.x, target.x) + 100;
  return {
    d: rounded(
      [source, { x: source.x, y: above }, { x, y: above }, { x, y: below }, { x: target.x, y: below }, target],
      STUB,
    ),
    middle: { x, y: (above + below) / 2 },
    room: Infinity,
  };
}

/** Straight lines with quarter circles at their corners. */
function rounded(points: readonly Point[], radius: number): string {
  const [first] = points;
  if (first === undefined) return '';
  let d = `M${at(first)}`;
  points.forEach((corner, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (before === undefined) return;
    if (after === undefined) {
      d += `L${at(corner)}`;
      return;
    }
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const start = towards(corner, before, r);
    const end = towards(corner, after, r);
    // 0.5523 makes a cubic curve a quarter circle to within a thousandth.
    d += `L${at(start)}C${at(towards(start, corner, r * 0.5523))} ${at(towards(end, corner, r * 0.5523))} ${at(end)}`;
  });
  return d;
}

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  return length === 0
    ? from
    : { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

const at = ({ x, y }: Point): string => `${toTenths(x)} ${toTenths(y)}`;
