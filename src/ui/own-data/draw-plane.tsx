/* The plane that points are drawn on, with the pointer or with the arrow keys and Space. */
import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { markersPath, seriesColour, seriesMarker } from '../charts/markers.ts';
import { CLASSES } from './drawn-points.ts';
import type { Brush, Drawing } from './drawn-points.ts';
import classes from './draw-dialog.module.css';

const SIZE = 440;
const STEP = 0.05;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Props {
  readonly drawing: Drawing;
  readonly brush: Brush;
  /** Paints at a place; the first dab of a stroke begins a step to undo. */
  onDab(at: Place, isFirst: boolean): void;
  onEnd(): void;
}

const toScreen = ({ x, y }: Place) => ({ x: ((x + 1) / 2) * SIZE, y: ((1 - y) / 2) * SIZE });

export function DrawPlane({ drawing, brush, onDab, onEnd }: Props) {
  const [cursor, setCursor] = useState<Place>({ x: 0, y: 0 });
  const pressed = useRef<Place>(undefined);
  const placeOf = (event: PointerEvent): Place => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * 2 - 1,
      y: 1 - ((event.clientY - box.top) / box.height) * 2,
    };
  };
  const down = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = placeOf(event);
    pressed.current = at;
    setCursor(at);
    onDab(at, true);
  };
  const move = (event: PointerEvent) => {
    const at = placeOf(event);
    setCursor(at);
    const last = pressed.current;
    // Dabs follow each other at some distance, or resting the pointer would pile them up.
    if (last === undefined || Math.hypot(at.x - last.x, at.y - last.y) < Math.max(0.03, brush.size / 2)) return;
    pressed.current = at;
    onDab(at, false);
  };
  const up = () => {
    if (pressed.current === undefined) return;
    pressed.current = undefined;
    onEnd();
  };
  const key = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow !== undefined) {
      event.preventDefault();
      const far = event.shiftKey ? 4 : 1;
      const within = (value: number) => Math.min(1, Math.max(-1, value));
      setCursor(({ x, y }) => ({ x: within(x + far * arrow[0]), y: within(y + far * arrow[1]) }));
    } else if (event.key === ' ') {
      event.preventDefault();
      onDab(cursor, true);
      onEnd();
    }
  };
  const at = toScreen(cursor);
  return (
    // A picture that is drawn in: arrow keys move the brush, Space sets it down.
    <button
      type="button"
      className={classes.plane}
      aria-label={`The plane, with ${drawing.length} points. Arrow keys move the brush, Space paints, with Shift they move farther.`}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={key}
    >
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden>
        <path className={classes.axes} d={`M0 ${SIZE / 2}H${SIZE}M${SIZE / 2} 0V${SIZE}`} />
        {CLASSES.map((name, kind) => (
          <path
            key={name}
            d={markersPath(seriesMarker(kind), drawing.filter((point) => point.kind === kind).map(toScreen), 3.2)}
            style={{ fill: seriesColour(kind) }}
          />
        ))}
        <circle className={classes.brush} cx={at.x} cy={at.y} r={Math.max(4, (brush.size / 2) * SIZE)} />
      </svg>
    </button>
  );
}
