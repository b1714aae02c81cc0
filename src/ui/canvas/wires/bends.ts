/* Leading wires by hand: bends are added, moved and taken out, each one undo step. */
import { edgeById } from '../../../graph/queries.ts';
import type { EdgeId, GraphEdge } from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { announce } from '../../stores/view-state.ts';
import { flow } from '../view/flow.ts';
import { CARD_HEIGHT, CARD_WIDTH, HIT } from '../view/card-sizes.ts';
import { onHandGrid } from '../view/hand-grid.ts';
import type { WireEdge } from '../view/to-react-flow.ts';
import { toDocument } from '../view/viewport.ts';
import type { Point } from './wire-path.ts';

type Via = NonNullable<GraphEdge['via']>;

const onGrid = ({ x, y }: Point) => [onHandGrid(x), onHandGrid(y)] as const;
const viaOf = (id: EdgeId): Via => edgeById(documentStore.getState().document, id)?.via ?? [];
const bend = (edge: EdgeId, via: Via, coalesce?: string): boolean =>
  documentStore.getState().dispatch({ type: 'bend', edge, via }, coalesce === undefined ? {} : { coalesce });

/** Leads a wire through a place, between the bends that are nearest to it. */
export function addBend(id: EdgeId, at: Point): void {
  const points = pointsOf(id);
  if (points === undefined) return;
  const next = viaOf(id).toSpliced(nearestStretch(points, at), 0, onGrid(at));
  if (bend(id, next)) announce('Added a bend to the wire. Drag it to lead the wire elsewhere.');
}

/** Adds a bend in the middle of the longest stretch; which one it became, or undefined if that was refused. */
export function addBendBetween(id: EdgeId): number | undefined {
  const points = pointsOf(id);
  if (points === undefined) return undefined;
  const i = longestStretch(points);
  const [a, b] = [points[i], points[i + 1]];
  if (a === undefined || b === undefined) return undefined;
  const place = onGrid({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  if (!bend(id, viaOf(id).toSpliced(i, 0, place))) return undefined;
  announce(`Added bend ${i + 1} at ${place.join(', ')}. Arrows move it.`);
  return i;
}

/** Which stretch between two neighbouring points is the longest. */
export function longestStretch(points: readonly Point[]): number {
  let best = { i: 0, long: -1 };
  for (const [i, a] of points.slice(0, -1).entries()) {
    const b = points[i + 1] ?? a;
    const long = Math.hypot(b.x - a.x, b.y - a.y);
    if (long > best.long) best = { i, long };
  }
  return best.i;
}

/** Where a wire begins, its bends, and where it ends. */
function pointsOf(id: EdgeId): readonly Point[] | undefined {
  const wire = flow.store.getState().edges.find((each) => each.id === id);
  if (wire === undefined) return undefined;
  return [endOf(wire, 'source'), ...viaOf(id).map(([x, y]) => ({ x, y })), endOf(wire, 'target')];
}

let burst = 0;

/** What moves from here on is a step of its own. */
export const beginBend = (): void => void burst++;

/** Leads a bend to another place; moves that follow each other are one undo step. */
export function moveBend(id: EdgeId, i: number, place: readonly number[]): void {
  const [x = 0, y = 0] = place;
  if (bend(id, viaOf(id).with(i, [x, y]), `bend ${id} ${i} ${burst}`)) announce(`Bend ${i + 1} at ${x}, ${y}.`);
}

/** Which stretch between two neighbouring points comes nearest to a place. */
export function nearestStretch(points: readonly Point[], at: Point): number {
  let best = { i: 0, far: Infinity };
  for (let i = 0; i + 1 < points.length; i++) {
    const far = distance(points[i] ?? at, points[i + 1] ?? at, at);
    if (far < best.far) best = { i, far };
  }
  return best.i;
}

function distance(a: Point, b: Point, { x, y }: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - part * dx, y - a.y - part * dy);
}

function endOf(wire: WireEdge, end: 'source' | 'target'): Point {
  const card = flow.store.getState().nodes.find(({ id }) => id === wire[end]);
  const name = end === 'source' ? wire.sourceHandle : wire.targetHandle;
  const handle = card?.handles?.find((each) => each.type === end && each.id === name);
  const { x, y } = card?.position ?? { x: 0, y: 0 };
  if (handle === undefined) return { x: x + CARD_WIDTH / 2, y: y + CARD_HEIGHT / 2 };
  return { x: x + handle.x + HIT / 2, y: y + handle.y + HIT / 2 };
}

export function removeBend(id: EdgeId, i: number): void {
  if (bend(id, viaOf(id).toSpliced(i, 1))) announce('Took the bend out.');
}

export function straighten(id: EdgeId): void {
  if (bend(id, [])) announce('The wire goes its own way again.');
}

/** Follows the pointer with a bend until it is let go; Escape puts it back. */
export function dragBend(id: EdgeId, i: number): void {
  const start = viaOf(id);
  let via = start;
  const onMove = ({ clientX, clientY }: PointerEvent) => {
    via = start.with(i, onGrid(toDocument({ x: clientX, y: clientY })));
    show(id, via);
  };
  const end = (keeps: boolean) => {
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', onCancel);
    window.removeEventListener('keydown', onKey, true);
    if (via !== start && !(keeps && bend(id, via))) show(id, start);
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end(false);
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  window.addEventListener('pointercancel', onCancel);
  window.addEventListener('keydown', onKey, true);
}

/** Draws a wire through these places, whatever the document has. */
function show(id: EdgeId, via: Via): void {
  flow.store.setState(({ edges }) => ({
    edges: edges.map((wire) =>
      wire.id === id && wire.data !== undefined ? { ...wire, data: { ...wire.data, via } } : wire,
    ),
  }));
}
