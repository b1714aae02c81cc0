/*
 * Dragging a number's name to the left or right changes the number. One drag is one undo step. The
 * field beside it does the same by typing and by arrow keys, so nothing depends on the drag.
 */
import { useRef } from 'react';
import type { PointerEvent } from 'react';
import type { ParamMeta, ParamValue } from '../../../catalog/params.ts';
import { stepped } from './param-values.ts';

/** Pixels of drag for one step. */
const STEP = 8;

interface Drag {
  readonly pointer: number;
  x: number;
  value: number;
  moved: boolean;
}

interface ScrubHandlers {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  onClick(event: { preventDefault(): void }): void;
}

/** Handlers for the label of a number; `undefined` for params that are no numbers now. */
export function useScrub(
  meta: ParamMeta,
  value: ParamValue,
  onStart: () => void,
  onChange: (value: number) => void,
): ScrubHandlers | undefined {
  const drag = useRef<Drag>(undefined);
  const dragged = useRef(false);
  if (typeof value !== 'number') return undefined;
  return {
    onPointerDown(event) {
      if (event.button !== 0) return;
      drag.current = { pointer: event.pointerId, x: event.clientX, value, moved: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event) {
      const held = drag.current;
      if (held === undefined || held.pointer !== event.pointerId) return;
      const steps = Math.trunc((event.clientX - held.x) / STEP);
      if (steps === 0) return;
      if (!held.moved) onStart();
      held.moved = true;
      held.x += steps * STEP;
      for (let i = 0; i < Math.abs(steps); i++)
        held.value = stepped(meta, held.value, steps > 0 ? 1 : -1, event.shiftKey);
      onChange(held.value);
    },
    onPointerUp() {
      dragged.current = drag.current?.moved ?? false;
      drag.current = undefined;
    },
    onClick(event) {
      // A drag ends with a click, which would put the cursor into the field.
      if (dragged.current) event.preventDefault();
      dragged.current = false;
    },
  };
}
