/* Which frame a place lies in, and what becomes of cards that are dragged among frames. */
import type { FrameId, GraphFrame, NodeId } from '../types.ts';
import { bottomOf, rightOf, tooNear, type Rect } from './boxes.ts';
import { frameRects, type Member } from './frames.ts';

/** Of the frames at a place, the smallest. */
export function frameAt(rects: ReadonlyMap<FrameId, Rect>, x: number, y: number): FrameId | undefined {
  const there = [...rects].filter(([, rect]) => holds(rect, x, y));
  const [first] = there.toSorted(([, a], [, b]) => a.width * a.height - b.width * b.height);
  return first?.[0];
}

const holds = (rect: Rect, x: number, y: number): boolean =>
  x >= rect.x && x <= rightOf(rect) && y >= rect.y && y <= bottomOf(rect);

/** Of the other cards, those whose middle a new frame around these members would hold. */
export function heldAround(members: readonly Member[], others: readonly Member[]): readonly NodeId[] {
  const frame = { id: 'new', title: '' };
  const rects = frameRects(
    [frame],
    members.map((member) => ({ ...member, frame: frame.id })),
  );
  return others
    .filter(({ x, y, width, height }) => frameAt(rects, x + width / 2, y + height / 2) !== undefined)
    .map(({ id }) => id);
}

/** How far a card must be clear of its frame to have left it. */
export const CLEAR = 40;

/** What becomes of cards that are let go where they are now. */
export interface Fate {
  readonly into: ReadonlyMap<NodeId, FrameId>;
  readonly out: ReadonlySet<NodeId>;
}

/**
 * A card comes into the frame that its middle lies in, and leaves its own when it is well clear of that; how far that
 * reaches is what it was before the drag. A frame of which every card is dragged goes along with them. With `leave`
 * every dragged card is to stand in no frame.
 */
export function fateOf(
  frames: readonly GraphFrame[],
  before: readonly Member[],
  dragged: readonly Member[],
  leave: boolean,
): Fate {
  const [into, out] = [new Map<NodeId, FrameId>(), new Set<NodeId>()];
  const rects = frameRects(frames, before);
  const moving = new Set(dragged.map(({ id }) => id));
  const rooted = new Set(before.flatMap(({ id, frame }) => (moving.has(id) ? [] : (frame ?? []))));
  for (const card of dragged) {
    const own = card.frame === undefined ? undefined : rects.get(card.frame);
    if (leave) {
      if (own !== undefined) out.add(card.id);
      continue;
    }
    if (card.frame !== undefined && own !== undefined && !rooted.has(card.frame)) continue;
    const [x, y] = [card.x + card.width / 2, card.y + card.height / 2];
    if (own !== undefined && holds(own, x, y)) continue;
    const target = frameAt(rects, x, y);
    if (target !== undefined) into.set(card.id, target);
    else if (own !== undefined && !tooNear(card, own, CLEAR)) out.add(card.id);
  }
  return { into, out };
}
