/** A drawing as lines, and the picture that a network trained on such pictures would get of it. */
import type { Point } from '../../../charts/geometry.ts';
import { lie } from './image-norms.ts';
import type { ImageNorms } from './image-norms.ts';

/** Points of one line, as shares of the field's width and height from the left upper corner. */
export type Stroke = readonly Point[];

/**
 * The drawing as large and as centred as the data's own pictures, with a pen as thick as theirs: values row by row.
 */
export function rasterise(strokes: readonly Stroke[], norms: ImageNorms): Float32Array {
  const { ground, ink } = norms;
  const points = strokes.flat();
  if (points.length === 0) return new Float32Array(norms.width * norms.height).fill(ground);
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))];
  const length = Math.max(right - left, bottom - top);
  // The pen reaches half its width beyond the line on either side. A dot stays a dot.
  const scale = length < 0.02 ? 0 : Math.max(1, norms.side - norms.pen) / length;
  // No wider and no taller than the data's own: people draw 7s wider than some data sets know them.
  const across = Math.min((right - left) * scale, Math.max(1, norms.wide - norms.pen));
  const down = Math.min((bottom - top) * scale, Math.max(1, norms.tall - norms.pen));
  const place = (share: number, from: number, to: number, long: number) =>
    to > from ? ((share - (from + to) / 2) / (to - from)) * long : 0;
  const laid = (centre: Point) =>
    strokes.map((stroke) =>
      stroke.map(({ x, y }) => ({
        x: inside(centre.x, across + norms.pen, norms.width) + place(x, left, right, across),
        y: inside(centre.y, down + norms.pen, norms.height) + place(y, top, bottom, down),
      })),
    );
  // Once in the middle, to find where its weight lies; then with its weight where that of the data lies.
  const first = lie(covered(laid(norms.centre), norms), norms.width);
  const shifted = { x: 2 * norms.centre.x - first.x, y: 2 * norms.centre.y - first.y };
  return covered(laid(shifted), norms).map((share) => ground + (ink - ground) * share);
}

/** A middle from which something of this length stays in the frame. */
const inside = (middle: number, length: number, frame: number): number =>
  length >= frame ? frame / 2 : Math.min(frame - length / 2, Math.max(length / 2, middle));

/** How much of each pixel the pen covers, between 0 and 1. */
function covered(strokes: readonly Stroke[], { width, height, pen }: ImageNorms): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const at = { x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 };
    const nearest = strokes.reduce((least, stroke) => Math.min(least, distance(stroke, at)), Infinity);
    return Math.min(1, Math.max(0, pen / 2 + 0.5 - nearest));
  });
}

/** From a point to the nearest place of a line. */
function distance(stroke: Stroke, { x, y }: Point): number {
  let least = Infinity;
  stroke.forEach((to, i) => {
    const from = stroke[i - 1] ?? to;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const square = dx * dx + dy * dy;
    const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / square));
    least = Math.min(least, Math.hypot(x - from.x - along * dx, y - from.y - along * dy));
  });
  return least;
}
