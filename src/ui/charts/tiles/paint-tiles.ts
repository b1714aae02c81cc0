/** Paints tiles into a canvas: blue below zero, orange above, the ground at zero. */
import { gridPixels, valueColour } from '../../dock/output/plane-colours.ts';
import type { Palette } from '../../dock/output/plane-colours.ts';
import { cornerOf, NAME } from './tile-layout.ts';
import type { TileLayout, Tiles } from './tile-layout.ts';

export interface TileLook {
  readonly palette: Palette;
  readonly dim: string;
  readonly line: string;
  readonly bad: string;
  readonly font: string;
  /** The magnitude that gets the full colour. */
  readonly reach: number;
  /** Between values the colour changes smoothly. */
  readonly smooth: boolean;
  name?(tile: number): string;
  /** Struck out. */
  readonly struck?: ReadonlySet<number>;
}

export function paintTiles(canvas: HTMLCanvasElement, tiles: Tiles, layout: TileLayout, look: TileLook): void {
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(layout.width * ratio);
  canvas.height = Math.round(layout.height * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(ratio, ratio);
  context.imageSmoothingEnabled = look.smooth;
  context.imageSmoothingQuality = 'high';
  const { width, height } = layout.tile;
  for (let tile = 0; tile < tiles.count; tile++) {
    const { x, y } = cornerOf(layout, tile);
    const picture = pictureOf(tiles, tile, look);
    if (picture !== undefined) context.drawImage(picture, x, y, width, height);
    context.strokeStyle = look.line;
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
    if (look.struck?.has(tile) === true) strike(context, look.bad, x, y, width, height);
    const name = look.name?.(tile);
    if (name === undefined) continue;
    context.font = look.font;
    context.textAlign = 'center';
    context.fillStyle = look.struck?.has(tile) === true ? look.bad : look.dim;
    context.fillText(name, x + width / 2, y + height + NAME - 3);
  }
}

/** One tile at one pixel for each value. */
function pictureOf({ across, down, values, upwards = false }: Tiles, tile: number, { palette, reach }: TileLook) {
  const scale = { low: -reach, high: reach, diverging: true };
  const own = values.subarray(tile * across * down, (tile + 1) * across * down);
  const colour = (row: Float32Array) => valueColour(row[0] ?? Number.NaN, scale, palette);
  // The grid of the plane begins with its lowest row.
  const grid = { width: across, height: down, outputs: 1, values: upwards ? own : flipped(own, across, down) };
  const small = new OffscreenCanvas(across, down);
  const context = small.getContext('2d');
  context?.putImageData(new ImageData(gridPixels(grid, colour), across, down), 0, 0);
  return context === null ? undefined : small;
}

function flipped(values: Float32Array, across: number, down: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < down; row++)
    turned.set(values.subarray(row * across, (row + 1) * across), (down - 1 - row) * across);
  return turned;
}

function strike(
  context: CanvasRenderingContext2D,
  colour: string,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.beginPath();
  context.moveTo(x + 3, y + 3);
  context.lineTo(x + width - 3, y + height - 3);
  context.moveTo(x + width - 3, y + 3);
  context.lineTo(x + 3, y + height - 3);
  context.stroke();
}
