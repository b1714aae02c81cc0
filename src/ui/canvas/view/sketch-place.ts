/*
 * A sketch is painted with air around what is in sight. While the view moves inside that, the bitmap is only moved
 * along, and painted again when the view has come to rest.
 */
import { areaInSight, type Sight } from './crowd.ts';

/** Air on each side, as a share of what is in sight; the style sheet has the same. */
const AIR = 0.25;
/** How much larger or smaller than painted the bitmap may be shown. */
const [SMALLEST, LARGEST] = [0.7, 1.6];

/** The sight with its air: what is painted. */
export function withAir({ x, y, zoom, width, height }: Sight): Sight {
  const [dx, dy] = [AIR * width, AIR * height];
  return { x: x + dx, y: y + dy, zoom, width: width + 2 * dx, height: height + 2 * dy };
}

/** Whether a sketch painted for `painted` can stand for `now`. */
export function covers(painted: Sight, now: Sight): boolean {
  const scale = now.zoom / painted.zoom;
  if (painted.width !== now.width || painted.height !== now.height) return false;
  if (scale < SMALLEST || scale > LARGEST) return false;
  const [all, part] = [areaInSight(withAir(painted)), areaInSight(now)];
  return (
    part.x >= all.x &&
    part.y >= all.y &&
    part.x + part.width <= all.x + all.width &&
    part.y + part.height <= all.y + all.height
  );
}

/** Where the bitmap stands so that everything on it is where it belongs now. */
export function placeOf(
  painted: Sight,
  now: Sight,
): { readonly x: number; readonly y: number; readonly scale: number } {
  const scale = now.zoom / painted.zoom;
  const along = (start: number, was: number, size: number) => start - (AIR * size + was) * scale + AIR * size;
  return { x: along(now.x, painted.x, now.width), y: along(now.y, painted.y, now.height), scale };
}
