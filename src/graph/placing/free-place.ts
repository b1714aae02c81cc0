/** Where a card, or a group of cards, can stand without lying on anything. */
import { AIR, around, GRID, moved, onGrid, tooNear, type Rect } from './boxes.ts';

type Shift = readonly [dx: number, dy: number];

/** Rings of places that are tried, a grid step apart. */
const RINGS = 120;
/** How much farther a place to the left or above may seem: graphs grow to the right and downwards. */
const AGAINST = 2.5;

/**
 * The shortest way to move a group so that none of it lies on what is there, along the grid. Places below and
 * to the right are taken before those above and to the left.
 */
export function freeShift(group: readonly Rect[], taken: readonly Rect[], air = AIR): Shift {
  const free = ([dx, dy]: Shift) =>
    group.every((box) => !taken.some((other) => tooNear(moved(box, dx, dy), other, air)));
  if (free([0, 0])) return [0, 0];
  let best: { readonly shift: Shift; readonly cost: number } | undefined;
  for (let ring = 1; ring <= RINGS; ring++) {
    // Nothing on this ring or beyond can be nearer than what was found.
    if (best !== undefined && best.cost <= ring * GRID) break;
    for (const [i, j] of ringOf(ring)) {
      const shift: Shift = [i * GRID, j * GRID];
      const cost = costOf(shift);
      if ((best === undefined || cost < best.cost) && free(shift)) best = { shift, cost };
    }
  }
  return best?.shift ?? below(group, taken);
}

const costOf = ([dx, dy]: Shift): number => Math.hypot(dx < 0 ? dx * AGAINST : dx * 1.2, dy < 0 ? dy * AGAINST : dy);

/** The border of a square of side `2 ring + 1`. */
function* ringOf(ring: number): Generator<Shift> {
  for (let i = -ring; i <= ring; i++) {
    yield [i, ring];
    yield [i, -ring];
    if (Math.abs(i) === ring) continue;
    yield [ring, i];
    yield [-ring, i];
  }
}

/** In a crowd without gaps: under everything. */
function below(group: readonly Rect[], taken: readonly Rect[]): Shift {
  const [own, others] = [around(group), around(taken)];
  if (own === undefined || others === undefined) return [0, 0];
  return [0, onGrid(others.y + others.height + AIR + GRID - own.y)];
}
