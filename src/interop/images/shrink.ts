/*
 * A picture brought to the size that a network sees. Each pixel becomes the mean of the area that it stands for,
 * computed here and not by the browser, so that the same picture gives the same numbers everywhere.
 */
import type { ImageSize } from '../../assets/info.ts';
import { must } from '../../base/invariant.ts';

/** Four bytes for each pixel: red, green, blue and how opaque it is. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

export interface Looks {
  readonly size: ImageSize;
  /** What becomes of a picture of other proportions: its middle is cut out, or all of it is squeezed. */
  readonly fit: 'crop' | 'squeeze';
  /** Light becomes dark: drawn strokes then are what is large, as in the shipped digits. */
  readonly invert: boolean;
}

/** Bytes for each channel of each pixel, row by row. What is transparent lies on white. */
export function shrink(picture: Rgba, { size: [height, width, channels], fit, invert }: Looks): Uint8Array {
  const cut = fit === 'squeeze' ? whole(picture) : middle(picture, width / height);
  const columns = spans(cut.x, cut.width, width, picture.width);
  const rows = spans(cut.y, cut.height, height, picture.height);
  const pixels = new Uint8Array(height * width * channels);
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      const light = meanOf(picture, row, column);
      const levels = channels === 3 ? light : [greyOf(light)];
      for (const level of levels) pixels[at++] = Math.round(invert ? 255 - level : level);
    }
  }
  return pixels;
}

type Light = readonly [red: number, green: number, blue: number];

/** As bright as the eye finds it, by ITU-R BT.601. */
const greyOf = ([red, green, blue]: Light): number => 0.299 * red + 0.587 * green + 0.114 * blue;

interface Cut {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const whole = ({ width, height }: Rgba): Cut => ({ x: 0, y: 0, width, height });

/** The largest part in the middle with these proportions. */
function middle({ width, height }: Rgba, proportion: number): Cut {
  const across = Math.min(width, height * proportion);
  const down = Math.min(height, width / proportion);
  return { x: (width - across) / 2, y: (height - down) / 2, width: across, height: down };
}

/** The pixels that one pixel of the result covers, each with its share. */
type Span = readonly (readonly [at: number, share: number])[];

function spans(from: number, length: number, count: number, end: number): readonly Span[] {
  const step = length / count;
  return Array.from({ length: count }, (_, i) => {
    const [low, high] = [from + i * step, from + (i + 1) * step];
    const first = Math.min(end - 1, Math.floor(low + 1e-9));
    const last = Math.max(first, Math.min(end, Math.ceil(high - 1e-9)) - 1);
    return Array.from({ length: last - first + 1 }, (_each, k): readonly [number, number] => {
      const at = first + k;
      return [at, Math.max(1e-9, Math.min(at + 1, high) - Math.max(at, low))];
    });
  });
}

function meanOf({ width, data }: Rgba, rows: Span, columns: Span): Light {
  let [red, green, blue, sum] = [0, 0, 0, 0];
  for (const [y, tall] of rows) {
    for (const [x, wide] of columns) {
      const [at, share] = [4 * (y * width + x), tall * wide];
      const opaque = must(data[at + 3], 'a pixel of the picture') / 255;
      const paper = 255 * (1 - opaque);
      red += share * ((data[at] ?? 0) * opaque + paper);
      green += share * ((data[at + 1] ?? 0) * opaque + paper);
      blue += share * ((data[at + 2] ?? 0) * opaque + paper);
      sum += share;
    }
  }
  return [red / sum, green / sum, blue / sum];
}
