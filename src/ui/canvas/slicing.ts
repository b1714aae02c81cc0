/** Cutting wires: a drag with Alt over the empty canvas takes off every wire it crosses, in one step. */
import type { EdgeId } from '../../graph/types.ts';
import { canvasStore } from './canvas-store.ts';
import { disconnect } from './connecting/disconnect.ts';
import type { Point } from './wires/wire-path.ts';

/** Pixels between two places at which a cut is looked at: less than a wire is wide. */
const STEP = 1.5;

/** Follows a cut from its first point until the pointer is let go. */
export function beginCut(start: Point): void {
  let way: readonly Point[] = [start];
  canvasStore.setState({ cut: way });
  const onMove = ({ clientX, clientY }: PointerEvent) => {
    way = [...way, { x: clientX, y: clientY }];
    canvasStore.setState({ cut: way });
  };
  const end = (cuts: boolean) => {
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', giveUp);
    window.removeEventListener('keydown', onKey);
    canvasStore.setState({ cut: undefined });
    const wires = cuts ? wiresAlong(way) : [];
    if (wires.length > 0) disconnect(wires);
  };
  const onUp = () => end(true);
  const giveUp = () => end(false);
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') giveUp();
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  window.addEventListener('pointercancel', giveUp);
  window.addEventListener('keydown', onKey);
}

function wiresAlong(way: readonly Point[]): readonly EdgeId[] {
  const places = way.flatMap((to, i) => between(way[i - 1] ?? to, to));
  return [...document.querySelectorAll<SVGPathElement>('.react-flow__edge-interaction')].flatMap((path) => {
    const edge = path.closest('.react-flow__edge')?.getAttribute('data-id');
    const toPath = path.getScreenCTM()?.inverse();
    const line = path.previousElementSibling;
    if (edge === null || edge === undefined || toPath === undefined || !(line instanceof SVGPathElement)) return [];
    return places.some(({ x, y }) => line.isPointInStroke(new DOMPoint(x, y).matrixTransform(toPath))) ? [edge] : [];
  });
}

/** The places from one point to the next. */
export function between(from: Point, to: Point): readonly Point[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP));
  return Array.from({ length: steps }, (_, i) => ({
    x: from.x + ((to.x - from.x) * (i + 1)) / steps,
    y: from.y + ((to.y - from.y) * (i + 1)) / steps,
  }));
}
