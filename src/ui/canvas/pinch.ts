/*
 * Two fingers of which one is on a card: React Flow would drag the card. They zoom and move the view, as they do on
 * the empty canvas.
 */
import { canvasElement, setView, viewNow, MAX_ZOOM, MIN_ZOOM } from './view/viewport.ts';
import type { Point } from './wires/wire-path.ts';

const placesOf = ({ touches }: TouchEvent): readonly [Point, Point] | undefined => {
  const [a, b] = [touches[0], touches[1]];
  if (a === undefined || b === undefined) return undefined;
  const { left = 0, top = 0 } = canvasElement()?.getBoundingClientRect() ?? {};
  return [
    { x: a.clientX - left, y: a.clientY - top },
    { x: b.clientX - left, y: b.clientY - top },
  ];
};

const middleOf = ([a, b]: readonly [Point, Point]): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const apart = ([a, b]: readonly [Point, Point]): number => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));

/** Follows the second finger's touch until one of the two leaves. */
export function followPinch(start: TouchEvent): void {
  const [first, view] = [placesOf(start), viewNow()];
  // Fingers are heard of where they were put down, also when that is drawn anew meanwhile and is no longer in the page.
  const under = [...new Set([...start.touches].map(({ target }) => target))];
  const onCard = under.some((target) => target instanceof Element && target.closest('.react-flow__node') !== null);
  if (first === undefined || view === undefined || !onCard) return;
  const from = middleOf(first);
  const onMove = (event: Event) => {
    const now = event instanceof TouchEvent ? placesOf(event) : undefined;
    if (now === undefined) return;
    // Neither the card nor the browser's own zoom hears of it.
    event.stopImmediatePropagation();
    if (event.cancelable) event.preventDefault();
    const zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, (view.zoom * apart(now)) / apart(first)));
    const to = middleOf(now);
    const scale = zoom / view.zoom;
    setView({ x: to.x - (from.x - view.x) * scale, y: to.y - (from.y - view.y) * scale, zoom });
  };
  const end = () => {
    for (const target of under) {
      target.removeEventListener('touchmove', onMove, true);
      target.removeEventListener('touchend', end, true);
      target.removeEventListener('touchcancel', end, true);
    }
  };
  for (const target of under) {
    target.addEventListener('touchmove', onMove, { capture: true, passive: false });
    target.addEventListener('touchend', end, true);
    target.addEventListener('touchcancel', end, true);
  }
}
