/** Where the marks of a chart go: the rectangle inside its margins, with a scale along each side. */
import type { Domain } from '../geometry.ts';
import { linear, logarithmic, type Scale } from './scales.ts';

export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The inner rectangle in pixels; `x` and `y` take values to pixels, `y` upwards. */
export interface Plot extends Margins {
  readonly width: number;
  readonly height: number;
  readonly x: Scale;
  readonly y: Scale;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Small charts keep at least a pixel of room, whatever their margins.
 * @param log whether each power of ten takes as much room on the upright axis.
 */
export function plotOf(size: Size, margins: Margins, x: Domain, y: Domain, log = false): Plot {
  const { left, top } = margins;
  const right = Math.max(left + 1, size.width - margins.right);
  const bottom = Math.max(top + 1, size.height - margins.bottom);
  return {
    left,
    right,
    top,
    bottom,
    width: right - left,
    height: bottom - top,
    x: linear(x, [left, right]),
    y: (log ? logarithmic : linear)(y, [bottom, top]),
  };
}
