/** Alignment guides: one card that is dragged comes to rest level with its neighbours, and lines show with which. */
import { snapped } from '../../../graph/placing/align.ts';
import type { Box } from '../../../graph/placing/boxes.ts';
import { canvasStore } from '../canvas-store.ts';
import type { Snap } from './flow-store.ts';
import { CARD_HEIGHT, CARD_WIDTH } from './card-sizes.ts';
import type { CardNode } from './to-react-flow.ts';

/** How near counts as level, in pixels on screen. */
const REACH = 6;
/** Beyond this many cards, something is level with something everywhere. */
const MOST = 300;

const boxOf = ({ id, position, measured }: CardNode): Box => ({
  id,
  ...position,
  width: measured?.width ?? CARD_WIDTH,
  height: measured?.height ?? CARD_HEIGHT,
});

export const snapToOthers: Snap = (changes, cards) => {
  const drags = changes.filter((change) => change.type === 'position' && change.position !== undefined);
  const [drag] = drags;
  const ends = changes.some((change) => change.type === 'position' && change.dragging === false);
  if (drags.length !== 1 || drag?.type !== 'position' || drag.position === undefined || cards.length > MOST) {
    if (ends) showGuides([]);
    return changes;
  }
  const card = cards.find(({ id }) => id === drag.id);
  if (card === undefined || drag.dragging === undefined) return changes;
  const { counter } = canvasStore.getState();
  const others = cards.filter(({ id }) => id !== drag.id).map(boxOf);
  const { x, y, guides } = snapped({ ...boxOf(card), ...drag.position }, others, REACH * counter);
  showGuides(ends ? [] : guides);
  return changes.map((change) => (change === drag ? { ...drag, position: { x, y } } : change));
};

function showGuides(guides: ReturnType<typeof snapped>['guides']): void {
  if (guides.length + canvasStore.getState().guides.length > 0) canvasStore.setState({ guides });
}
