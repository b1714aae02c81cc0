/** How the pictures of a data set usually lie in their frame, so that a drawing can be laid in the same way. */
import type { DataView } from '../../../../protocol/data-view.ts';

export interface ImageNorms {
  readonly width: number;
  readonly height: number;
  /** Values of the ground and of full ink. */
  readonly ground: number;
  readonly ink: number;
  /** The longer side of what is drawn, in pixels. */
  readonly side: number;
  /** How wide and how tall all but the largest are. */
  readonly wide: number;
  readonly tall: number;
  /** Where its weight lies, in pixels from the left upper corner. */
  readonly centre: { readonly x: number; readonly y: number };
  /** Width of a pen that would leave as much ink. */
  readonly pen: number;
}

const MOST = 500;
/** Length of a usual drawing's line in multiples of its longer side. */
const LINE = 2.2;
/** What counts as ink, of the way from ground to full ink. */
const SEEN = 0.25;

/** Read off the training pictures. */
export function imageNorms(
  { columns, splits: { train } }: DataView,
  [width, height]: readonly [width: number, height: number],
): ImageNorms {
  const rows = Math.min(train.count, MOST);
  const values = train.features.subarray(0, rows * columns);
  const ground = values.reduce((least, value) => Math.min(least, value), Infinity);
  const ink = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const span = ink - ground || 1;
  const found = Array.from({ length: rows }, (_, row) =>
    lie(
      values.subarray(row * columns, (row + 1) * columns).map((value) => (value - ground) / span),
      width,
    ),
  ).filter(({ mass }) => mass > 0);
  const mean = (of: (each: Lie) => number, otherwise: number) =>
    found.length === 0 ? otherwise : found.reduce((sum, each) => sum + of(each), 0) / found.length;
  const nearlyMost = (of: (each: Lie) => number, otherwise: number) =>
    found.map(of).toSorted((a, b) => a - b)[Math.ceil(0.9 * (found.length - 1))] ?? otherwise;
  const side = mean(({ wide, tall }) => Math.max(wide, tall), height * 0.7);
  return {
    width,
    height,
    ground: Number.isFinite(ground) ? ground : 0,
    ink: Number.isFinite(ink) ? ink : 1,
    side,
    wide: nearlyMost((each) => each.wide, width),
    tall: nearlyMost((each) => each.tall, height),
    centre: { x: mean(({ x }) => x, width / 2), y: mean(({ y }) => y, height / 2) },
    pen: Math.max(1, mean(({ mass }) => mass, side * LINE) / (LINE * side)),
  };
}

interface Lie {
  readonly mass: number;
  readonly x: number;
  readonly y: number;
  /** Sides of the box around it. */
  readonly wide: number;
  readonly tall: number;
}

/** Where the ink of a picture lies; its values are between 0 and 1. */
export function lie(values: Float32Array, width: number): Lie {
  let [mass, x, y] = [0, 0, 0];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  values.forEach((value, i) => {
    const [column, row] = [i % width, Math.floor(i / width)];
    mass += value;
    x += value * (column + 0.5);
    y += value * (row + 0.5);
    if (value < SEEN) return;
    [left, right] = [Math.min(left, column), Math.max(right, column + 1)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row + 1)];
  });
  const box = right > left ? { wide: right - left, tall: bottom - top } : { wide: 0, tall: 0 };
  return { mass, x: mass > 0 ? x / mass : 0, y: mass > 0 ? y / mass : 0, ...box };
}
