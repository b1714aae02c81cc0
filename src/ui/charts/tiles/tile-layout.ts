/** Where small pictures of the same size stand in a grid, and what lies under a pointer. */

/** Pictures laid end to end in one array, each row by row. */
export interface Tiles {
  readonly count: number;
  /** Values across and down in each. */
  readonly across: number;
  readonly down: number;
  readonly values: Float32Array;
  /** The first row of each is the lowest one. */
  readonly upwards?: boolean;
  /** Tiles side by side, where that means something. */
  readonly columns?: number;
}

export interface TileLayout {
  readonly columns: number;
  readonly rows: number;
  /** Sides of a tile in pixels. */
  readonly tile: { readonly width: number; readonly height: number };
  /** From one tile to the next. */
  readonly pitch: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
}

/** One value of one tile; `row` counts from the top. */
export interface Spot {
  readonly tile: number;
  readonly column: number;
  readonly row: number;
}

const GAP = 4;
/** Room for the name under each tile. */
export const NAME = 13;
/** Tiles smaller than this cannot be told apart, larger ones say no more. */
const LEAST = 26;
const MOST = 84;
/** A strip can still be pointed at. */
const THINNEST = 6;

/** As many columns as make the grid about as tall as wide, with tiles that can be seen. */
export function layTiles({ count, across, down, columns: wanted }: Tiles, room: number, named: boolean): TileLayout {
  const widest = (columns: number) => Math.floor((room - (columns - 1) * GAP) / columns);
  const most = Math.max(1, Math.floor((room + GAP) / (LEAST + GAP)));
  const alone = count === 1;
  const fair = Math.min(most, Math.ceil(Math.sqrt(count * Math.max(1, down / across))));
  const columns = Math.max(1, Math.min(count, wanted ?? fair));
  const width = alone ? room : Math.min(MOST, widest(columns));
  // A tall tile is narrowed, so that one of them never fills the panel from top to bottom.
  const tallest = alone ? 1.2 * room : 1.6 * MOST;
  const scale = Math.min(width / across, tallest / down);
  const tile = { width: Math.max(THINNEST, across * scale), height: Math.max(THINNEST, down * scale) };
  const pitch = { x: tile.width + GAP, y: tile.height + GAP + (named ? NAME : 0) };
  const rows = Math.ceil(count / columns);
  return { columns, rows, tile, pitch, width: columns * pitch.x - GAP, height: rows * pitch.y - GAP };
}

/** The left upper corner of a tile. */
export const cornerOf = ({ columns, pitch }: TileLayout, tile: number) => ({
  x: (tile % columns) * pitch.x,
  y: Math.floor(tile / columns) * pitch.y,
});

/** The value at a place in the grid; undefined between tiles. */
export function spotAt(layout: TileLayout, tiles: Tiles, x: number, y: number): Spot | undefined {
  const { columns, pitch, tile } = layout;
  const [column, row] = [Math.floor(x / pitch.x), Math.floor(y / pitch.y)];
  const index = row * columns + column;
  const [inX, inY] = [x - column * pitch.x, y - row * pitch.y];
  if (column < 0 || column >= columns || row < 0 || index >= tiles.count) return undefined;
  if (inX >= tile.width || inY >= tile.height) return undefined;
  return {
    tile: index,
    column: Math.min(tiles.across - 1, Math.floor((inX / tile.width) * tiles.across)),
    row: Math.min(tiles.down - 1, Math.floor((inY / tile.height) * tiles.down)),
  };
}

export function valueAt({ across, down, values, upwards = false }: Tiles, { tile, column, row }: Spot): number {
  const from = upwards ? down - 1 - row : row;
  return values[(tile * down + from) * across + column] ?? Number.NaN;
}

/** The next spot in a direction: value by value into the next tile, or tile by tile. */
export function stepped(
  { columns }: TileLayout,
  tiles: Tiles,
  { tile, column, row }: Spot,
  [right, below]: readonly [number, number],
  by: 'tile' | 'value',
): Spot {
  const inside = (index: number) => index >= 0 && index < tiles.count;
  if (by === 'value') {
    const next = { tile, column: column + right, row: row + below };
    if (next.column >= 0 && next.column < tiles.across && next.row >= 0 && next.row < tiles.down) return next;
  }
  const neighbour = tile + right + below * columns;
  if (!inside(neighbour) || (right !== 0 && Math.floor(neighbour / columns) !== Math.floor(tile / columns)))
    return { tile, column, row };
  if (by === 'tile') return { tile: neighbour, column, row };
  return {
    tile: neighbour,
    column: right === 0 ? column : right > 0 ? 0 : tiles.across - 1,
    row: below === 0 ? row : below > 0 ? 0 : tiles.down - 1,
  };
}

/** So small a share of the values may lie beyond the reach. */
const OUTLIERS = 0.01;

/** The magnitude that gets the full colour: nearly the largest, so that a lone outlier does not make the rest pale. */
export function reachOf(values: Float32Array): number {
  let most = 0;
  let finite = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    finite++;
    if (Math.abs(value) > most) most = Math.abs(value);
  }
  if (most === 0) return 1;
  // An outlier is far off; a step or two beyond the rest is none. Mostly there is none, and nothing to be put in order.
  let far = 0;
  for (const value of values) if (Number.isFinite(value) && 2 * Math.abs(value) >= most) far++;
  const last = Math.ceil((1 - OUTLIERS) * (finite - 1));
  if (far > finite - 1 - last) return most;
  const usual = values
    .map(Math.abs)
    .filter((value) => Number.isFinite(value))
    .toSorted()[last];
  return usual === undefined || usual === 0 ? most : usual;
}
