/*
 * How a weight is laid out as pictures: one for each unit where what comes in is a picture, one for each kernel
 * of a convolution, else the weight as one matrix. A large weight is thinned to its first parts.
 */
import { sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';

/** What is counted along one side of the layout, and how much of it is shown. */
export interface TileAxis {
  readonly name: string;
  readonly shown: number;
  readonly of: number;
}

export interface TilePlan {
  /** What is cut out of the weight, in its own dimensions, and in which order they are read. */
  readonly cut: Shape;
  readonly order: readonly number[];
  /** Values in a tile. */
  readonly across: number;
  readonly down: number;
  /** What tells the tiles apart, the slowest first; none for a single matrix. */
  readonly tiles: readonly TileAxis[];
  /** What a tile shows downwards and across. */
  readonly cells: readonly [down: TileAxis, across: TileAxis];
}

const MOST_TILES = 64;
/** Channels of a kernel that are shown side by side. */
const MOST_CHANNELS = 8;
/** Rows and columns of a matrix. */
const MOST_CELLS = 128;

/** `picture`: width and height of what comes in, where it is a picture in a row. */
export function planTiles(
  shape: Shape,
  names: readonly string[] = [],
  picture?: readonly [width: number, height: number],
): TilePlan | undefined {
  const axis = (dimension: number, most: number): TileAxis => {
    const of = shape[dimension] ?? 1;
    return { name: names[dimension] ?? `dimension ${dimension + 1}`, shown: Math.min(of, most), of };
  };
  if (shape.length < 2 || sizeOf(shape) === 0) return undefined;
  if (shape.length === 2 && picture !== undefined && picture[0] * picture[1] === shape[0]) {
    const [across, down] = picture;
    const units = axis(1, MOST_TILES);
    const [rows, columns] = [whole('row', down), whole('column', across)];
    return { cut: [across * down, units.shown], order: [1, 0], across, down, tiles: [units], cells: [rows, columns] };
  }
  if (shape.length === 2) {
    const [inputs, units] = [axis(0, MOST_CELLS), axis(1, MOST_CELLS)];
    const [down, across] = [inputs.shown, units.shown];
    return { cut: [down, across], order: [0, 1], across, down, tiles: [], cells: [inputs, units] };
  }
  const last = shape.length - 1;
  if (shape.length === 3) {
    const [rows, columns, filters] = [axis(0, MOST_CELLS), axis(1, MOST_CELLS), axis(last, MOST_TILES)];
    const cut = [rows.shown, columns.shown, filters.shown];
    const [down, across] = cut as [number, number, number];
    return { cut, order: [2, 0, 1], across, down, tiles: [filters], cells: [rows, columns] };
  }
  if (shape.length > 4) return undefined;
  const [rows, columns, channels] = [axis(0, MOST_CELLS), axis(1, MOST_CELLS), axis(2, MOST_CHANNELS)];
  const filters = axis(last, Math.floor(MOST_TILES / channels.shown));
  return {
    cut: [rows.shown, columns.shown, channels.shown, filters.shown],
    order: [3, 2, 0, 1],
    across: columns.shown,
    down: rows.shown,
    tiles: [filters, channels],
    cells: [rows, columns],
  };
}

const whole = (name: string, of: number): TileAxis => ({ name, shown: of, of });
