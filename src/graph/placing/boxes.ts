/*
 * Cards as rectangles. The document knows only where a card's upper left corner is; how large it is, is
 * told by whoever draws it.
 */
import type { NodeId } from '../types.ts';

export interface Box {
  readonly id: NodeId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Rect = Omit<Box, 'id'>;

/** New cards stand on this grid. */
export const GRID = 20;
/** Room between two cards with a wire from one to the next: its instrument stands there. */
export const WIRE_ROOM = 104;
/** Air between two cards that have nothing to do with each other. */
export const AIR = 24;

export const rightOf = ({ x, width }: Rect): number => x + width;
export const bottomOf = ({ y, height }: Rect): number => y + height;
export const onGrid = (value: number): number => Math.round(value / GRID) * GRID;
/** Rounded up: on the card that is further down, or further to the right. */
export const onGridAbove = (value: number): number => Math.ceil(value / GRID) * GRID;

/** Whether two rectangles come nearer to each other than `air`. */
export const tooNear = (a: Rect, b: Rect, air = AIR): boolean =>
  a.x < rightOf(b) + air && rightOf(a) + air > b.x && a.y < bottomOf(b) + air && bottomOf(a) + air > b.y;

/** The smallest rectangle around all of them; undefined if there are none. */
export function around(boxes: readonly Rect[]): Rect | undefined {
  const [first] = boxes;
  if (first === undefined) return undefined;
  let [left, top, right, bottom] = [first.x, first.y, rightOf(first), bottomOf(first)];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, rightOf(box));
    bottom = Math.max(bottom, bottomOf(box));
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export const moved = <T extends Rect>(box: T, dx: number, dy: number): T => ({ ...box, x: box.x + dx, y: box.y + dy });
