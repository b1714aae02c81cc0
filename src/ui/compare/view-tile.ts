/* The part of the canvas in sight, in coarse steps: while the view moves within one, nothing is drawn anew. */
import { areaInSight, type Sight } from '../canvas/view/crowd.ts';
import type { Rect } from '../../graph/placing/boxes.ts';

/** The corners of the tiles that cover what is in sight, as text, so that the same ones are the same value. */
export function tileOf(sight: Sight): string {
  const { x, y, width, height } = areaInSight(sight);
  const size = 2 ** Math.ceil(Math.log2(Math.max(width, height, 1) / 2));
  const before = (at: number) => Math.floor(at / size) * size;
  const behind = (at: number) => Math.ceil(at / size) * size;
  return [before(x), before(y), behind(x + width), behind(y + height)].join(' ');
}

export function areaOfTile(tile: string): Rect {
  const [left = 0, top = 0, right = 0, bottom = 0] = tile.split(' ').map(Number);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
