/* Where the dots stand for a view, and how large they are. */

/** Document units from dot to dot, and across one. */
const GAP = 20;
const SIZE = 1.2;
/** How far the layer reaches beyond the canvas, in pixels; the style sheet has the same. No gap is wider. */
export const BEYOND = 50;
export interface DotsLook {
  /** By how many pixels the layer is shifted, less than a gap. */
  readonly x: number;
  readonly y: number;
  readonly gap: number;
  readonly radius: number;
  /** Percent: a dot that is smaller than its soft edge is fainter instead. */
  readonly strength: number;
}

export function dotsAt(x: number, y: number, zoom: number): DotsLook {
  const gap = GAP * zoom;
  const radius = (SIZE / 2) * zoom;
  const along = (start: number) => {
    const shift = (start + radius + BEYOND) % gap;
    return shift < 0 ? shift + gap : shift;
  };
  return { x: along(x), y: along(y), gap, radius, strength: (100 * radius ** 2) / softened(radius) };
}

/** The radius squared of a sharp dot that is as bright in all as one whose edge fades over a pixel, so that it is round. */
function softened(radius: number): number {
  const [inner, outer] = [Math.max(0, radius - 0.5), radius + 0.5];
  return (Math.min(1, outer) * (inner ** 2 + inner * outer + outer ** 2)) / 3;
}
