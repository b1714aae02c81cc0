/** How much of the canvas lies behind what stands on it, in pixels. */

/** Behind a bar at its upper edge. */
export const coveredAbove = (): number =>
  document.querySelector<HTMLElement>('[data-covers-canvas]')?.offsetHeight ?? 0;

/** Behind the zoom buttons and the minimap at its lower edge, between two places of the window. */
export function coveredBelow(canvas: HTMLElement, left: number, right: number): number {
  const { bottom } = canvas.getBoundingClientRect();
  const tops = [...canvas.querySelectorAll('.react-flow__panel.bottom')]
    .map((panel) => panel.getBoundingClientRect())
    .filter((panel) => panel.height > 0 && panel.left < right && panel.right > left)
    .map(({ top }) => bottom - top);
  return Math.max(0, ...tops);
}
