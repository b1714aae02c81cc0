/* Dragging a frame by its title bar moves the nodes in it: one undo step. A press without a drag selects the frame. */
import type { PointerEvent } from 'react';
import type { FrameId, NodeId } from '../../../graph/types.ts';
import { frameById } from '../../../graph/queries.ts';
import { documentStore } from '../../stores/document.ts';
import { viewStore } from '../../stores/view-state.ts';
import { flow } from '../view/flow.ts';
import { beginDrag } from '../view/moving.ts';
import { onHandGrid } from '../view/hand-grid.ts';
import { toDocument } from '../view/viewport.ts';
import { focusFrame } from './focus-frame.ts';
import { membersOf, setFrame, titleOf } from './frame-actions.ts';
import { framesStore } from './frames-store.ts';

/** Pixels that a press may wander without being a drag. */
const STILL = 3;

export function beginFrameDrag({ clientX, clientY, shiftKey, ctrlKey, metaKey }: PointerEvent, frame: FrameId): void {
  const start = toDocument({ x: clientX, y: clientY });
  let by: readonly [number, number] | undefined;
  const onMove = (event: globalThis.PointerEvent) => {
    if (by === undefined) {
      if (Math.hypot(event.clientX - clientX, event.clientY - clientY) < STILL) return;
      beginDrag(membersOf(frame));
    }
    const here = toDocument({ x: event.clientX, y: event.clientY });
    by = [onHandGrid(here.x - start.x), onHandGrid(here.y - start.y)];
    shift(frame, by);
  };
  const end = (keeps: boolean) => {
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', onCancel);
    window.removeEventListener('keydown', onKey, true);
    if (by === undefined) {
      if (keeps) pick(frame, shiftKey || ctrlKey || metaKey);
      return;
    }
    if (keeps) moveFrame(frame, by);
    // Where nothing was committed, everything goes back to where the document has it.
    shift(frame, [0, 0]);
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

function pick(frame: FrameId, more: boolean): void {
  const { selectedNodes, select, selectFrame } = viewStore.getState();
  if (more) {
    select([...new Set([...selectedNodes, ...membersOf(frame)])]);
    return;
  }
  selectFrame(frame);
  focusFrame(frame);
}

/** Draws a frame and what is in it this far from where the document has them. */
function shift(frame: FrameId, [x, y]: readonly [number, number]): void {
  const members = new Set(membersOf(frame));
  if (members.size === 0) {
    framesStore.setState({ shift: x === 0 && y === 0 ? undefined : { frame, x, y } });
    return;
  }
  flow.store.setState(({ nodes }) => ({
    nodes: nodes.map((card) => {
      if (!members.has(card.id)) return card;
      const [left, top] = card.data.node.position;
      return { ...card, position: { x: left + x, y: top + y } };
    }),
  }));
}

/** Moves a frame with all that is in it, as one step. */
export function moveFrame(frame: FrameId, [dx, dy]: readonly [number, number], coalesce?: string): boolean {
  const { document, dispatch } = documentStore.getState();
  const members = new Set<NodeId>(membersOf(frame));
  const own = frameById(document, frame)?.position ?? [0, 0];
  if (members.size === 0) return setFrame(frame, { position: [own[0] + dx, own[1] + dy] }, coalesce);
  const positions = Object.fromEntries(
    document.nodes.flatMap(({ id, position: [x, y] }) => (members.has(id) ? [[id, [x + dx, y + dy] as const]] : [])),
  );
  const commands = [{ type: 'move', positions } as const];
  return dispatch(
    { type: 'batch', label: `Move frame ${titleOf(frame)}`, commands },
    coalesce === undefined ? {} : { coalesce },
  );
}
