/* Where the frames of the page's document lie, from where its cards are now. */
import { frameRects, type Member } from '../../../graph/placing/frames.ts';
import type { Rect } from '../../../graph/placing/boxes.ts';
import type { FrameId, GraphFrame } from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { flow } from '../view/flow.ts';
import { CARD_HEIGHT, CARD_WIDTH } from '../view/card-sizes.ts';
import type { CardNode } from '../view/to-react-flow.ts';

const NONE: readonly GraphFrame[] = [];

/** A card as a member of its frame, where it is drawn. */
export const drawnMember = ({ id, position, measured, data }: CardNode): Member => ({
  id,
  ...position,
  width: measured?.width ?? CARD_WIDTH,
  height: measured?.height ?? CARD_HEIGHT,
  frame: data.node.frame,
});

/** A card as a member of its frame, where the document has it. */
export const settledMember = (card: CardNode): Member => {
  const [x, y] = card.data.node.position;
  return { ...drawnMember(card), x, y };
};

/** The rectangles of all frames, as the document has them. */
export function frameBoxes(): ReadonlyMap<FrameId, Rect> {
  const { frames = NONE } = documentStore.getState().document;
  return frameRects(frames, frames.length === 0 ? [] : flow.store.getState().nodes.map(settledMember));
}
