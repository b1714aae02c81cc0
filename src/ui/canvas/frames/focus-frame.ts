/* The keyboard focus on a frame's title bar. */
import type { FrameId } from '../../../graph/types.ts';
import { FRAME_BAR } from '../../../graph/placing/frames.ts';
import { canvasElement, revealArea } from '../view/viewport.ts';
import { frameBoxes } from './frame-boxes.ts';

/** Frames of the screen to wait for a title bar that has just come. */
const PATIENCE = 12;

export const barElement = (frame: FrameId): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-frame="${CSS.escape(frame)}"] [data-bar]`);

/** Moves the focus to a frame's title bar, in sight; to the canvas if it does not come. */
export function focusFrame(frame: FrameId, patience = PATIENCE): void {
  const bar = barElement(frame);
  if (bar === null) {
    if (patience > 0) requestAnimationFrame(() => focusFrame(frame, patience - 1));
    else canvasElement()?.focus({ preventScroll: true });
    return;
  }
  showFrame(frame);
  bar.focus({ preventScroll: true });
}

/** Brings a frame's title bar into sight. */
export function showFrame(frame: FrameId): void {
  const box = frameBoxes().get(frame);
  if (box !== undefined) revealArea({ ...box, height: Math.min(box.height, FRAME_BAR) });
}
