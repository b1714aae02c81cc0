/*
 * Putting many cards in order at once: the whole graph laid out as a paragraph, or the selected ones aligned and
 * spread. Each is one undo step. Loaded with the first use.
 */
import { plural } from '../../base/format.ts';
import { layOut } from '../../compiler/layout.ts';
import { boxOf } from '../../compiler/placing.ts';
import { AIR, bottomOf, rightOf, tooNear, type Box } from '../../graph/placing/boxes.ts';
import type { Command } from '../../graph/commands/types.ts';
import { edgeId, type GraphDocument, type NodeId } from '../../graph/types.ts';
import { clearOf, slidApart } from './apart.ts';
import type { Arrangement } from './arrangements.ts';
import { documentStore } from '../stores/document.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { gliding } from './view/glide.ts';
import { pictureNow } from './view/room-taken.ts';
import { fitAll, roomOnCanvas } from './view/viewport.ts';

/** Lays the whole graph out for the canvas as large as it is now, and shows it. */
export function layOutAll(): void {
  const { document } = documentStore.getState();
  const positions = layOut(document, pictureNow(), roomOnCanvas());
  if (!move('Lay out', positions, straightened(document))) return;
  announce(`Laid out ${plural(Object.keys(positions).length, 'node')}.`);
  fitAll();
}

/** Wires that were led by hand go their own ways among cards that stand elsewhere. */
const straightened = ({ edges }: GraphDocument): readonly Command[] =>
  edges.flatMap((edge) => (edge.via === undefined ? [] : [{ type: 'bend', edge: edgeId(edge), via: [] } as const]));

/** Aligns the selected cards by an edge or their middles, or spreads them evenly. */
export function arrange(how: Arrangement): void {
  const { document } = documentStore.getState();
  const chosen = new Set(viewStore.getState().selectedNodes);
  const picture = pictureNow();
  const all = document.nodes.map((node) => boxOf(node, picture));
  const boxes = all.filter(({ id }) => chosen.has(id));
  if (boxes.length < 2) return announce('Select two or more nodes first.', 'info');
  const spreads = how === 'across' || how === 'down';
  const places = arranged(
    boxes,
    how,
    all.filter(({ id }) => !chosen.has(id)),
  );
  const moved = movedBy(places, boxes).length;
  if (moved > 0 && !move(spreads ? 'Distribute' : 'Align', places)) return;
  announce(arrangedWords(spreads, moved, boxes.length));
}

/** Which cards get another place. */
export const movedBy = (places: Places, boxes: readonly Box[]): readonly NodeId[] =>
  boxes.flatMap(({ id, x, y }) => {
    const [toX, toY] = places[id] ?? [x, y];
    return Math.round(toX) === Math.round(x) && Math.round(toY) === Math.round(y) ? [] : [id];
  });

export function arrangedWords(spreads: boolean, moved: number, of: number): string {
  const done = spreads ? 'Distributed' : 'Aligned';
  return moved === 0
    ? `The ${plural(of, 'node')} are ${done.toLowerCase()} already: nothing has moved.`
    : `${done} ${plural(of, 'node')}.`;
}

type Places = Readonly<Record<NodeId, readonly [number, number]>>;

/** The new places of cards that are aligned or spread, on none of which another one lies; `others` stay. */
export function arranged(boxes: readonly Box[], how: Arrangement, others: readonly Box[] = []): Places {
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(rightOf));
  const top = Math.min(...boxes.map(({ y }) => y));
  const bottom = Math.max(...boxes.map(bottomOf));
  // What lay on a card before is no fault of this.
  const free = others.filter((other) => !boxes.some((box) => tooNear(box, other, 0)));
  if (how === 'across') return placesOf(clearOf(spread(boxes, 'x', 'width', left, right), free));
  if (how === 'down') return placesOf(clearOf(spread(boxes, 'y', 'height', top, bottom), free));
  const place: Readonly<Record<Exclude<Arrangement, 'across' | 'down'>, (box: Box) => readonly [number, number]>> = {
    left: ({ y }) => [left, y],
    right: ({ y, width }) => [right - width, y],
    centre: ({ y, width }) => [Math.round((left + right - width) / 2), y],
    top: ({ x }) => [x, top],
    bottom: ({ x, height }) => [x, bottom - height],
    middle: ({ x, height }) => [x, Math.round((top + bottom - height) / 2)],
  };
  const aligned = boxes.map((box) => {
    const [x, y] = place[how](box);
    return { ...box, x, y };
  });
  return placesOf(slidApart(aligned, free, how === 'left' || how === 'centre' || how === 'right' ? 'y' : 'x'));
}

const placesOf = (boxes: readonly Box[]): Places => Object.fromEntries(boxes.map(({ id, x, y }) => [id, [x, y]]));

/** Equal gaps between the first and the last, which stay where there is room for all between them. */
function spread(
  boxes: readonly Box[],
  axis: 'x' | 'y',
  size: 'width' | 'height',
  start: number,
  end: number,
): readonly Box[] {
  const sorted = boxes.toSorted((a, b) => a[axis] - b[axis]);
  const room = (end - start - sorted.reduce((sum, box) => sum + box[size], 0)) / (sorted.length - 1);
  const gap = room < 0 ? AIR : room;
  let next = start;
  return sorted.map((box) => {
    const place = Math.round(next);
    next += box[size] + gap;
    return { ...box, [axis]: place };
  });
}

function move(label: string, positions: Places, first: readonly Command[] = []): boolean {
  const glide = gliding();
  const onIntegers = Object.fromEntries(
    Object.entries(positions).map(([id, [x, y]]) => [id, [Math.round(x), Math.round(y)] as const]),
  );
  const done = documentStore
    .getState()
    .dispatch({ type: 'batch', label, commands: [...first, { type: 'move', positions: onIntegers }] });
  if (done) glide();
  return done;
}
