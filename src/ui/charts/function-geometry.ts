/** What a function plot shows: the part of the vertical axis, and where the names of the lines stand. */
import type { Domain, Point } from './geometry.ts';

/**
 * The vertical range of a function and its slope. A function that explodes inside the domain (the
 * exponential) is cut at the domain's own size, so that the rest of it can still be seen.
 */
export function functionRange(xs: readonly number[], f: (x: number) => number, slope?: (x: number) => number): Domain {
  const reach = Math.max(2, Math.abs(xs[0] ?? 0), Math.abs(xs.at(-1) ?? 0));
  const values = xs
    .flatMap((x) => (slope === undefined ? [f(x)] : [f(x), slope(x)]))
    .filter((value) => Number.isFinite(value));
  const low = Math.max(-reach, Math.min(0, ...values));
  const high = Math.min(reach, Math.max(0, ...values));
  const room = (high - low || 1) * 0.06;
  return [low - room, high + room];
}

/**
 * Samples a function for a line. Between neighbours that lie far apart it looks closer: where the
 * distance stays however close it looks (ReLU's slope at its corner), the line gets a gap.
 */
export function sampled(xs: readonly number[], f: (x: number) => number, far: number): readonly Point[] {
  const points: Point[] = [];
  xs.forEach((x, index) => {
    const before = xs[index - 1];
    if (before !== undefined && Math.abs(f(x) - f(before)) > far) {
      const gap = leap(f, before, x, far);
      if (gap !== undefined) points.push(gap.left, { x: gap.left.x, y: Number.NaN }, gap.right);
    }
    points.push({ x, y: f(x) });
  });
  return points;
}

/** Halves the interval towards the larger difference; a leap is what is left of it after many halvings. */
function leap(
  f: (x: number) => number,
  low: number,
  high: number,
  far: number,
): { left: Point; right: Point } | undefined {
  let [a, b] = [low, high];
  for (let i = 0; i < 24; i++) {
    const middle = (a + b) / 2;
    if (Math.abs(f(middle) - f(a)) >= Math.abs(f(b) - f(middle))) b = middle;
    else a = middle;
  }
  return Math.abs(f(b) - f(a)) > far / 2 ? { left: { x: a, y: f(a) }, right: { x: b, y: f(b) } } : undefined;
}

/**
 * Where to write the names of two lines: above each line near the right end, and pushed apart where
 * they would overlap. `[top, bottom]` bounds the baseline of the text.
 */
export function functionLabels(
  [low, high]: Domain,
  lines: readonly ((x: number) => number)[],
  place: (x: number, value: number) => Point,
  [top, bottom]: Domain,
): readonly Point[] {
  const anchors = [0.82, 0.97];
  const wanted = lines.map((line, index) => {
    const at = low + (high - low) * (anchors[index] ?? 0.9);
    const point = place(at, line(at));
    return { x: point.x, y: clamp(point.y - 7, top, bottom) };
  });
  const [first, second] = wanted;
  if (first === undefined || second === undefined || Math.abs(first.y - second.y) >= 14) return wanted;
  const below = second.y >= first.y;
  const moved = clamp(first.y + (below ? 14 : -14), top, bottom);
  return [
    first,
    { x: second.x, y: Math.abs(moved - first.y) < 14 ? clamp(first.y + (below ? -14 : 14), top, bottom) : moved },
  ];
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
