/* Which corner of the canvas the panel of a lesson stands in, so that it covers nothing that its step points at. */
import type { Rect } from '../../graph/placing/boxes.ts';
import { tooNear } from '../../graph/placing/boxes.ts';

export type Corner = 'bottom right' | 'top right' | 'bottom left' | 'top left';

/** In the order in which they are tried: where most graphs have the least. */
const CORNERS: readonly Corner[] = ['bottom right', 'top right', 'bottom left', 'top left'];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Air between the panel and the edges of the canvas, as in the style sheet. */
export const EDGE = 12;
/** Air between the panel and what is pointed at. */
const AIR = 8;

function placeAt(corner: Corner, room: Size, { width, height }: Size): Rect {
  return {
    x: corner.endsWith('right') ? room.width - width - EDGE : EDGE,
    y: corner.startsWith('bottom') ? room.height - height - EDGE : EDGE,
    width,
    height,
  };
}

/**
 * A corner in which the panel covers none of the boxes: where it stands, if that will do; undefined where there is none.
 * All in pixels from the upper left of the canvas.
 */
export function freeCorner(now: Corner, room: Size, panel: Size, boxes: readonly Rect[]): Corner | undefined {
  const isFree = (corner: Corner) => {
    const place = placeAt(corner, room, panel);
    return boxes.every((box) => !tooNear(box, place, AIR));
  };
  return [now, ...CORNERS].find(isFree);
}

/** Whether all of the boxes can be seen. */
export const areInSight = (boxes: readonly Rect[], { width, height }: Size): boolean =>
  boxes.every((box) => box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height);

/** The pixels at each edge to keep free of an area, for a panel at the lower right: beside it or above it, where the area stays larger. */
export function roomBeside(
  area: Size,
  room: Size,
  panel: Size,
): Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>> {
  const air = { top: 3 * EDGE, right: 3 * EDGE, bottom: 3 * EDGE, left: 3 * EDGE };
  const beside = { ...air, right: panel.width + 3 * EDGE };
  const above = { ...air, bottom: panel.height + 3 * EDGE };
  const zoom = ({ top, right, bottom, left }: typeof air) =>
    Math.min((room.width - left - right) / area.width, (room.height - top - bottom) / area.height);
  return zoom(beside) >= zoom(above) ? beside : above;
}
