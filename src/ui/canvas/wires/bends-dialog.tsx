/*
 * The bends of a wire without a pointer's drag: added, moved by arrows or by their numbers, and taken out. The wire
 * follows at once.
 */
import { useEffect, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { edgeById } from '../../../graph/queries.ts';
import { endsOf } from '../../../graph/types.ts';
import { useDocument } from '../../stores/document.ts';
import type { PopUp } from '../canvas-store.ts';
import popUps from '../pop-ups/pop-ups.module.css';
import { closePopUp } from '../view/focus.ts';
import { HAND_GRID } from '../view/hand-grid.ts';
import { addBendBetween, beginBend, moveBend, removeBend, straighten } from './bends.ts';
import styles from './bends-dialog.module.css';

/** Width and height that are kept free at the edges of the window. */
const ROOM = { width: 310, height: 260 };
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-HAND_GRID, 0],
  ArrowRight: [HAND_GRID, 0],
  ArrowUp: [0, -HAND_GRID],
  ArrowDown: [0, HAND_GRID],
};
const FAR = 5;

export function BendsDialog({ popUp: { edge, screen } }: { readonly popUp: Extract<PopUp, { type: 'bends' }> }) {
  const wire = useDocument((state) => edgeById(state.document, edge));
  const via = wire?.via ?? [];

  useEffect(() => goTo(0), []);
  useEffect(() => {
    const leave = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape') closePopUp();
    };
    const away = ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest('[data-bends]') === null) closePopUp();
    };
    window.addEventListener('keydown', leave);
    window.addEventListener('pointerdown', away, true);
    return () => {
      window.removeEventListener('keydown', leave);
      window.removeEventListener('pointerdown', away, true);
    };
  }, []);
  // Undone, or removed elsewhere: there is nothing to bend any more.
  const isGone = wire === undefined;
  useEffect(() => {
    if (isGone) closePopUp();
  }, [isGone]);
  if (wire === undefined) return null;

  const takeOut = (i: number) => {
    removeBend(edge, i);
    goTo(i);
  };
  const onGripKey = (event: KeyboardEvent, i: number) => {
    const arrow = ARROWS[event.key];
    const [x, y] = via[i] ?? [0, 0];
    if (event.key === 'Delete' || event.key === 'Backspace') takeOut(i);
    else if (arrow === undefined) return;
    else
      moveBend(
        edge,
        i,
        arrow.map((by, axis) => (axis === 0 ? x : y) + by * (event.shiftKey ? FAR : 1)),
      );
    event.preventDefault();
    event.stopPropagation();
  };
  const { from, to } = endsOf(wire);
  return (
    <div
      data-bends
      className={`${popUps.rename ?? ''} ${styles.bends ?? ''}`}
      style={{
        left: Math.max(8, Math.min(screen.x, window.innerWidth - ROOM.width)),
        top: Math.max(8, Math.min(screen.y, window.innerHeight - ROOM.height)),
      }}
      role="dialog"
      aria-label={`Bends of the wire from ${from.node} to ${to.node}`}
    >
      <h2>
        Bends from {from.node} to {to.node}
      </h2>
      <p>
        {via.length === 0 ? 'This wire goes its own way.' : 'Arrows move a bend, with Shift far; Delete takes it out.'}
      </p>
      <ol>
        {via.map((place, i) => (
          <li key={i}>
            <button
              type="button"
              data-grip
              className={styles.grip}
              aria-label={`Bend ${i + 1} at ${place[0]}, ${place[1]}. Arrows move it, Delete takes it out.`}
              onFocus={beginBend}
              onKeyDown={(event) => onGripKey(event, i)}
            >
              {i + 1}
            </button>
            {(['x', 'y'] as const).map((axis, n) => (
              <label key={axis}>
                {axis}
                <input
                  type="number"
                  step={HAND_GRID}
                  aria-label={`Bend ${i + 1}, ${axis}`}
                  value={place[n]}
                  onFocus={beginBend}
                  onChange={({ target: { valueAsNumber } }) => {
                    if (Number.isFinite(valueAsNumber)) moveBend(edge, i, place.with(n, valueAsNumber));
                  }}
                />
              </label>
            ))}
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Take bend ${i + 1} out`}
              onClick={() => takeOut(i)}
            >
              Take out
            </Button>
          </li>
        ))}
      </ol>
      <div className={popUps.buttons}>
        <Button
          data-add
          size="compact-sm"
          variant="default"
          onClick={() => {
            const added = addBendBetween(edge);
            if (added !== undefined) goTo(added);
          }}
        >
          Add a bend
        </Button>
        {via.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              straighten(edge);
              goTo(0);
            }}
          >
            Straighten
          </Button>
        )}
        <Button size="compact-sm" onClick={closePopUp}>
          Done
        </Button>
      </div>
    </div>
  );
}

/** To a bend once it is drawn, or to the button that adds the first. */
function goTo(i: number): void {
  requestAnimationFrame(() => {
    const grips = document.querySelectorAll<HTMLElement>('[data-bends] [data-grip]');
    (grips[Math.min(i, grips.length - 1)] ?? document.querySelector<HTMLElement>('[data-bends] [data-add]'))?.focus();
  });
}
