/*
 * Paints predictions over a plane with the examples on top. Examples that were trained on are filled,
 * held-out ones hollow; every class has its own mark, so that colour is not needed to tell them apart.
 */
import type { DatasetInfo } from '../../../catalog/define/index.ts';
import type { DataView } from '../../../protocol/data-view.ts';
import type { OutputView } from '../../../protocol/readings.ts';
import { markersPath, seriesMarker } from '../../charts/markers.ts';
import type { Marker } from '../../charts/markers.ts';
import { mixed, parseColour } from '../theme-colours.ts';
import type { Rgb, ThemeColour } from '../theme-colours.ts';
import { classColour, gridPixels, valueColour, valueScale } from './plane-colours.ts';
import type { Palette, ValueScale } from './plane-colours.ts';
import { pointsOf } from './points.ts';
import type { Example } from './points.ts';

export type PlaneView = Extract<OutputView, { readonly kind: 'plane' }>;

/** What is painted: the answers, the examples, and what they mean. */
export interface PlaneScene {
  readonly view: PlaneView;
  readonly data: DataView;
  readonly info: DatasetInfo;
}

export interface PlaneOptions {
  readonly trainPoints: boolean;
  readonly heldOutPoints: boolean;
  readonly discretise: boolean;
}

const SHADES = 7;
const css = ([red, green, blue]: Rgb): string => `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;

/** The theme's colours of now, for pictures. */
export const planePalette = (theme: ThemeColour): Palette => ({
  ground: parseColour(theme('--canvas')),
  text: parseColour(theme('--text')),
  series: [1, 2, 3, 4, 5, 6].map((n) => parseColour(theme(`--series-${n}`))),
});

const scales = new WeakMap<DataView, ValueScale>();

/** The colour scale of values: from the training targets, once per run. */
export function scaleOf(data: DataView, info: DatasetInfo): ValueScale {
  const known = scales.get(data);
  if (known !== undefined) return known;
  const width = Math.max(1, info.target.names.length);
  const scale = valueScale(data.splits.train.targets.filter((_, i) => i % width === 0));
  scales.set(data, scale);
  return scale;
}

/**
 * Paints into a canvas `size` CSS pixels wide and high, sharp on every screen. `colourOf` is given where the values
 * are no answers of the network and have colours of their own.
 */
export function paintPlane(
  canvas: HTMLCanvasElement,
  size: number,
  { view, data, info }: PlaneScene,
  palette: Palette,
  options: PlaneOptions,
  colourOf?: (row: Float32Array) => Rgb,
): void {
  const ratio = devicePixelRatio || 1;
  const pixels = Math.round(size * ratio);
  if (canvas.width !== pixels) canvas.width = pixels;
  if (canvas.height !== pixels) canvas.height = pixels;
  const context = canvas.getContext('2d');
  if (context === null || pixels === 0) return;
  const classes = info.target.kind === 'classes' ? info.target.names.length : 0;
  const scale = scaleOf(data, info);
  const colour =
    colourOf ??
    ((row: Float32Array) =>
      classes > 0
        ? classColour(row, classes, palette, options.discretise)
        : valueColour(row[0] ?? Number.NaN, scale, palette, options.discretise));
  paintGrid(context, view, colour, pixels, !options.discretise);
  context.save();
  context.scale(ratio, ratio);
  paintPoints(context, size, view, data, classes, scale, palette, options);
  context.restore();
}

function paintGrid(
  context: CanvasRenderingContext2D,
  view: PlaneView,
  colour: (row: Float32Array) => Rgb,
  pixels: number,
  smooth: boolean,
): void {
  const image = new ImageData(gridPixels(view, colour), view.width, view.height);
  const small = new OffscreenCanvas(view.width, view.height);
  small.getContext('2d')?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = smooth;
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, 0, 0, pixels, pixels);
}

/** Examples of one look: a class, or one of a few steps of value. */
interface Group {
  readonly marker: Marker;
  readonly colour: Rgb;
  has(example: Example): boolean;
}

function groupsOf(classes: number, scale: ValueScale, palette: Palette): readonly Group[] {
  if (classes > 0) {
    return Array.from({ length: classes }, (_, index) => ({
      marker: seriesMarker(index),
      colour: palette.series[index % palette.series.length] ?? palette.ground,
      has: ({ target }) => target === index,
    }));
  }
  const step = (target: number) =>
    Math.max(0, Math.min(SHADES - 1, Math.floor(((target - scale.low) / (scale.high - scale.low)) * SHADES)));
  return Array.from({ length: SHADES }, (_, index) => ({
    marker: 'circle' as const,
    colour: valueColour(scale.low + ((scale.high - scale.low) * (index + 0.5)) / SHADES, scale, palette),
    has: ({ target }) => step(target) === index,
  }));
}

function paintPoints(
  context: CanvasRenderingContext2D,
  size: number,
  view: PlaneView,
  data: DataView,
  classes: number,
  scale: ValueScale,
  palette: Palette,
  options: PlaneOptions,
): void {
  const { train, heldOut } = pointsOf(data);
  const [x0, x1, y0, y1] = view.domain;
  const place = ({ x, y }: Example) => ({ x: ((x - x0) / (x1 - x0)) * size, y: size - ((y - y0) / (y1 - y0)) * size });
  // Smaller marks in small pictures and for many points.
  const radius = Math.max(1.1, Math.min(4, (size / 210) * (train.length > 600 ? 1.7 : 2.4)));
  const fine = Math.min(1, radius / 2);
  const rim = mixed(palette.ground, palette.text, classes > 0 ? 0 : 0.75);
  for (const group of groupsOf(classes, scale, palette)) {
    const path = (examples: readonly Example[], r: number) =>
      new Path2D(markersPath(group.marker, examples.filter((each) => group.has(each)).map(place), r));
    if (options.trainPoints) {
      const marks = path(train, radius);
      context.lineWidth = fine;
      context.strokeStyle = css(rim);
      context.stroke(marks);
      context.fillStyle = css(group.colour);
      context.fill(marks);
    }
    if (options.heldOutPoints) {
      const marks = path(heldOut, radius * 1.1);
      context.lineWidth = 2.2 * fine;
      context.strokeStyle = css(rim);
      context.stroke(marks);
      context.fillStyle = css(palette.ground);
      context.fill(marks);
      context.lineWidth = 1.2 * fine;
      context.strokeStyle = css(group.colour);
      context.stroke(marks);
    }
  }
}
