/** Snapping a card that is being moved to what it is almost level with. */
import { bottomOf, rightOf, type Box } from './boxes.ts';

/** A line along which cards are level: upright at an x, or flat at a y, and how far it reaches. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  readonly x: number;
  readonly y: number;
  readonly guides: readonly Guide[];
}

/** The place beside which a card comes to rest, and the lines that say why. `reach` is how near counts as level. */
export function snapped(box: Box, others: readonly Box[], reach: number): Snapped {
  const across = nearest(box, others, reach, ({ x, width }) => [x, x + width / 2, x + width]);
  const down = nearest(box, others, reach, ({ y, height }) => [y, y + height / 2, y + height]);
  const x = box.x + (across?.by ?? 0);
  const y = box.y + (down?.by ?? 0);
  const now = { ...box, x, y };
  const guides: Guide[] = [];
  if (across !== undefined) {
    const both = [now, across.other];
    const [from, to] = [Math.min(...both.map((each) => each.y)), Math.max(...both.map(bottomOf))];
    guides.push({ axis: 'x', at: across.at, from, to });
  }
  if (down !== undefined) {
    const both = [now, down.other];
    const [from, to] = [Math.min(...both.map((each) => each.x)), Math.max(...both.map(rightOf))];
    guides.push({ axis: 'y', at: down.at, from, to });
  }
  return { x, y, guides };
}

interface Match {
  readonly by: number;
  readonly at: number;
  readonly other: Box;
}

/** The least move that brings an edge, or the middle, level with the same of another card: the nearest card of equals. */
function nearest(
  box: Box,
  others: readonly Box[],
  reach: number,
  linesOf: (box: Box) => readonly [start: number, middle: number, end: number],
): Match | undefined {
  const own = linesOf(box);
  let best: (Match & { readonly cost: number }) | undefined;
  for (const other of others) {
    const far = Math.hypot(other.x - box.x, other.y - box.y) / 1e4;
    linesOf(other).forEach((at, i) => {
      const by = at - (own[i] ?? at);
      // Middles count for less: left and upper edges are what makes a row or a column.
      const cost = Math.abs(by) + far + (i === 0 ? 0 : 0.5);
      if (Math.abs(by) <= reach && (best === undefined || cost < best.cost)) best = { by, at, other, cost };
    });
  }
  return best;
}
