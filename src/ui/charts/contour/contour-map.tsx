/*
 * Heights over a plane as filled contours between axes, with marks of the caller's over them. Pointing at it, or moving
 * a cross with the arrow keys, tells the place; pressing, or Enter, chooses it.
 */
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useThemeColour } from '../../dock/theme-colours.ts';
import { ChartFrame } from '../frame/chart-frame.tsx';
import type { ChartTable } from '../frame/data-table.tsx';
import { plotOf } from '../frame/plot.ts';
import type { Plot, Size } from '../frame/plot.ts';
import { clamp, crossAfter, type Place } from '../cross-steps.ts';
import type { Domain } from '../geometry.ts';
import styles from './contour.module.css';
import type { ContourScale } from './contour-scale.ts';
import { paintContours } from './paint-contours.ts';

interface Props extends Size {
  readonly x: { readonly domain: Domain; readonly label: string };
  readonly y: { readonly domain: Domain; readonly label: string };
  readonly height: number;
  readonly field: (place: Place) => number;
  readonly scale: ContourScale;
  readonly summary: string;
  readonly table: () => ChartTable;
  /** What the picture is for, to people who move through it by keys. */
  readonly keysLabel: string;
  /** Where the cross begins. */
  readonly home: Place;
  readonly onPoint?: (place: Place | undefined) => void;
  /** A place was chosen; `settled` is false while it is still being dragged. */
  readonly onChoose?: (place: Place, settled: boolean) => void;
  readonly children: (plot: Plot) => ReactNode;
}

const MARGINS = { left: 34, right: 6, top: 4, bottom: 17 };

export function ContourMap({ width, height, x, y, field, scale, home, onPoint, onChoose, ...props }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeColour();
  const clip = useId();
  const [cross, setCross] = useState<Place>();
  const [dragging, setDragging] = useState<'pressed' | 'moved'>();
  const plot = plotOf({ width, height }, MARGINS, x.domain, y.domain);
  const [x0, x1] = x.domain;
  const [y0, y1] = y.domain;

  useEffect(() => {
    if (canvas.current === null) return;
    const across = (share: number) => x0 + share * (x1 - x0);
    const up = (share: number) => y0 + share * (y1 - y0);
    const size = { width: plot.width, height: plot.height };
    paintContours(canvas.current, size, (a, b) => field([across(a), up(b)]), scale, theme);
  }, [plot.width, plot.height, field, scale, theme, x0, x1, y0, y1]);

  const placeAt = (event: PointerEvent<HTMLElement>): Place => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      clamp(x.domain, plot.x.invert(event.clientX - box.left)),
      clamp(y.domain, plot.y.invert(event.clientY - box.top)),
    ];
  };
  const point = (place: Place | undefined) => onPoint?.(place);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = cross ?? home;
    const next = crossAfter(event, at, x.domain, y.domain);
    if (event.key === 'Escape') setCross(undefined);
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onChoose?.(at, true);
    }
    if (next === undefined) return;
    event.preventDefault();
    setCross(next);
    point(next);
  };

  /** The cross is moved by keys, so the picture as a whole takes them. */
  const listening = {
    tabIndex: 0,
    role: 'group',
    'aria-label': props.keysLabel,
    onKeyDown,
    onBlur: () => {
      setCross(undefined);
      point(undefined);
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || onChoose === undefined) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragging('pressed');
      setCross(undefined);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const place = placeAt(event);
      point(place);
      if (dragging === undefined) return;
      setDragging('moved');
      onChoose?.(place, false);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (dragging !== undefined) onChoose?.(placeAt(event), true);
      setDragging(undefined);
    },
    onPointerCancel: () => setDragging(undefined),
    onPointerLeave: () => point(undefined),
  };

  return (
    <div className={styles.map} data-choosable={onChoose !== undefined || undefined} {...listening}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        aria-hidden
        style={{ left: plot.left, top: plot.top, width: plot.width, height: plot.height }}
      />
      <ChartFrame
        place="dock"
        summary={props.summary}
        table={props.table}
        width={width}
        height={height}
        margins={MARGINS}
        x={{ ...x, label: '', ticks: 6 }}
        y={{ ...y, label: '', ticks: 5 }}
      >
        {(inner) => (
          <>
            <clipPath id={clip}>
              <rect x={inner.left} y={inner.top} width={inner.width} height={inner.height} />
            </clipPath>
            <g clipPath={`url(#${clip})`}>{props.children(inner)}</g>
            <text className={styles.axisName} x={inner.right - 4} y={inner.bottom - 5} textAnchor="end">
              {x.label}
            </text>
            <text className={styles.axisName} x={inner.left + 5} y={inner.top + 12}>
              {y.label}
            </text>
            {cross === undefined ? null : (
              <path
                className={styles.cross}
                d={`M${inner.x(cross[0]) - 7} ${inner.y(cross[1])}h14m-7 -7v14`}
                vectorEffect="non-scaling-stroke"
              />
            )}
          </>
        )}
      </ChartFrame>
    </div>
  );
}
