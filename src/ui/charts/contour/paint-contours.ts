/** Paints heights over a plane as filled contours: bands of colour with a thin line between each two. */
import { mixed, parseColour } from '../../dock/theme-colours.ts';
import type { ThemeColour } from '../../dock/theme-colours.ts';
import type { Size } from '../frame/plot.ts';
import { bandColours, bandOf } from './contour-scale.ts';
import type { ContourScale } from './contour-scale.ts';

/** The height at a place of the picture: shares of its width and height, from the lower left. */
export type Field = (across: number, up: number) => number;

/** How much of the text's colour the lines have. */
const LINE = 0.22;

/** Paints a canvas of this size in CSS pixels, sharp on every screen. */
export function paintContours(
  canvas: HTMLCanvasElement,
  size: Size,
  field: Field,
  scale: ContourScale,
  theme: ThemeColour,
): void {
  const ratio = Math.min(2, devicePixelRatio || 1);
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (width < 1 || height < 1) return;
  canvas.width = width;
  canvas.height = height;
  const bands = bandsOf(width, height, field, scale);
  const [ground, text] = [parseColour(theme('--canvas')), parseColour(theme('--text'))];
  const fills = bandColours(ground);
  const lines = fills.map((fill) => mixed(fill, text, LINE));
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < bands.length; at++) {
    const band = bands[at] ?? -1;
    const edge = (at + 1) % width > 0 && bands[at + 1] !== band;
    const [red, green, blue] = (edge || (bands[at + width] ?? band) !== band ? lines : fills)[band] ?? ground;
    pixels.set([red, green, blue, 255], at * 4);
  }
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
}

/** The band of each pixel, top row first. */
function bandsOf(width: number, height: number, field: Field, scale: ContourScale): Int8Array {
  const bands = new Int8Array(width * height);
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      bands[at++] = bandOf(scale, field((column + 0.5) / width, 1 - (row + 0.5) / height));
  return bands;
}
