/*
 * A field to draw in, with mouse, pen, finger or keys: arrow keys move the pen, the space bar sets it down and
 * lifts it, Delete clears the field.
 */
import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Point } from '../../../charts/geometry.ts';
import { Hidden } from '../../../inspector/parts/hidden.tsx';
import type { Stroke } from './strokes.ts';
import styles from './try.module.css';

/** Places of the keyboard's pen along each side. */
const PLACES = 16;

interface Props {
  readonly strokes: readonly Stroke[];
  readonly onChange: (strokes: readonly Stroke[]) => void;
}

export function DrawField({ strokes, onChange }: Props) {
  const drawing = useRef(false);
  const [pen, setPen] = useState<Point>();
  const [down, setDown] = useState(false);
  const [said, setSaid] = useState('');

  const placeOf = (event: PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  const begin = (at: Point) => onChange([...strokes, [at]]);
  const goOn = (at: Point) => onChange([...strokes.slice(0, -1), [...(strokes.at(-1) ?? []), at]]);

  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    setPen(undefined);
    setDown(false);
    begin(placeOf(event));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = pen ?? { x: 0.5, y: 0.5 };
    const step = STEPS[event.key];
    if (step !== undefined) {
      const next = { x: within(at.x + step[0] / PLACES), y: within(at.y + step[1] / PLACES) };
      setPen(next);
      if (down) goOn(next);
      setSaid(`${down ? 'Inking' : 'Pen'} at column ${placeNumber(next.x)}, row ${placeNumber(next.y)}.`);
    } else if (event.key === ' ') {
      setPen(at);
      setDown(!down);
      if (!down) begin(at);
      setSaid(down ? 'Pen lifted.' : 'Pen down: arrow keys draw.');
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      onChange([]);
      setDown(false);
      setSaid('The field is empty.');
    } else return;
    event.preventDefault();
    // The keys mean something here and nothing on the canvas.
    event.stopPropagation();
  };
  return (
    <>
      {/* A field for drawing has no role of its own; its keys are described. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <svg
        className={styles.field}
        viewBox="0 0 1 1"
        role="application"
        aria-label="Draw here. Arrow keys move the pen, space sets it down or lifts it, Delete clears."
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onPointerDown={onPointerDown}
        onPointerMove={(event) => {
          if (drawing.current) goOn(placeOf(event));
        }}
        onPointerUp={() => (drawing.current = false)}
        onPointerCancel={() => (drawing.current = false)}
        onKeyDown={onKeyDown}
        onBlur={() => setDown(false)}
      >
        {strokes.map((stroke, i) => (
          <polyline key={i} className={styles.stroke} points={pointsOf(stroke)} />
        ))}
        {strokes.length === 0 && (
          <text className={styles.hint} x={0.5} y={0.52} fontSize={0.085} textAnchor="middle" aria-hidden>
            draw here
          </text>
        )}
        {pen !== undefined && (
          <circle className={styles.pen} cx={pen.x} cy={pen.y} r={0.035} data-down={down || undefined} />
        )}
      </svg>
      <span role="status">
        <Hidden>{said}</Hidden>
      </span>
    </>
  );
}

const STEPS: Readonly<Record<string, readonly [right: number, below: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const within = (share: number): number => Math.min(1 - 0.5 / PLACES, Math.max(0.5 / PLACES, share));
const placeNumber = (share: number): number => Math.min(PLACES, Math.floor(share * PLACES) + 1);

/** A line of a single point is drawn as a dot. */
const pointsOf = (stroke: Stroke): string =>
  [...stroke, ...(stroke.length === 1 ? stroke : [])].map(({ x, y }) => `${x},${y}`).join(' ');
