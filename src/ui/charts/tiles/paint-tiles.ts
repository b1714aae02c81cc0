/** Paints tiles into a canvas: blue below zero, orange above, the ground at zero. */
import { valueColour } from '../../dock/output/plane-colours.ts';
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
  const [wide, high] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
  // A new size makes the browser put its layers together anew.
  if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, layout.width, layout.height);
  context.imageSmoothingEnabled = look.smooth;
  context.imageSmoothingQuality = 'high';
  const { across, down } = tiles;
  const sheet = sheetOf(tiles, look);
  const { width, height } = layout.tile;
  for (let tile = 0; tile < tiles.count; tile++) {
    const { x, y } = cornerOf(layout, tile);
    if (sheet !== undefined) context.drawImage(sheet, 0, tile * down, across, down, x, y, width, height);
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

/** Where tiles are put before they are enlarged. There is one for all: to make one takes longer than to fill it. */
let scratch: OffscreenCanvas | undefined;

/** All tiles one below the other, at one pixel for each value. */
function sheetOf(tiles: Tiles, look: TileLook): OffscreenCanvas | undefined {
  const { across, count, down } = tiles;
  if (across * down * count === 0) return undefined;
  scratch ??= new OffscreenCanvas(across, count * down);
  if (scratch.width < across) scratch.width = across;
  if (scratch.height < count * down) scratch.height = count * down;
  const context = scratch.getContext('2d');
  if (context === null) return undefined;
  context.putImageData(new ImageData(tilePixels(tiles, look), across, count * down), 0, 0);
  return scratch;
}

/** Shades from the one end to the other: finer than a screen shows them. */
const SHADES = 512;

/** The colours of all values, tile by tile with the highest row first, as an image wants them. */
export function tilePixels(
  { across, count, down, upwards = false, values }: Tiles,
  { palette, reach }: Pick<TileLook, 'palette' | 'reach'>,
): Uint8ClampedArray<ArrayBuffer> {
  const scale = { low: -reach, high: reach, diverging: true };
  const shades = Array.from({ length: SHADES + 1 }, (_x, i) =>
    valueColour(reach * ((2 * i) / SHADES - 1), scale, palette),
  );
  const pixels = new Uint8ClampedArray(4 * across * down * count);
  let at = 0;
  for (let line = 0; line < count * down; line++) {
    const row = line % down;
    // The grid of the plane begins with its lowest row.
    const start = across * (upwards ? line - row + down - 1 - row : line);
    for (let column = 0; column < across; column++) {
      const place = (SHADES / 2) * ((values[start + column] ?? Number.NaN) / reach + 1);
      const shade = Number.isFinite(place) ? shades[Math.round(Math.min(SHADES, Math.max(0, place)))] : undefined;
      const [red, green, blue] = shade ?? palette.ground;
      pixels[at++] = red;
      pixels[at++] = green;
      pixels[at++] = blue;
      pixels[at++] = 255;
    }
  }
  return pixels;
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
