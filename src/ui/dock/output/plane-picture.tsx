/* The answers over two features, painted under the chart's frame, with a cross at the place that is read. */
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { compact } from '../../../base/format.ts';
import { crossAfter, type Place } from '../../charts/cross-steps.ts';
import { ChartFrame } from '../../charts/frame/chart-frame.tsx';
import { plotOf } from '../../charts/frame/plot.ts';
import type { Margins, Plot, Size } from '../../charts/frame/plot.ts';
import type { Domain } from '../../charts/geometry.ts';
import { useDockOption } from '../dock-options.ts';
import { useThemeColour } from '../theme-colours.ts';
import type { OutputProps } from './output.tsx';
import { paintPlane, planePalette } from './paint-plane.ts';
import styles from './plane.module.css';
import { axisNames, planeTable } from './plane-reading.ts';

interface Props extends OutputProps<'plane'> {
  readonly room: Size;
  readonly sentence: string;
  readonly place: Place | undefined;
  readonly onPlace: (place: Place | undefined) => void;
}

/** Beside the curves there are no axes; in the dock, numbers and a name along each. */
const BARE: Margins = { left: 0, right: 0, top: 0, bottom: 0 };
const AXES: Margins = { left: 46, right: 2, top: 2, bottom: 18 };

export function PlanePicture({ view, data, info, companion, room, sentence, place, onPlace }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeColour();
  const [trainPoints, heldOutPoints, discretise] = [
    useDockOption('trainPoints'),
    useDockOption('heldOutPoints'),
    useDockOption('discretise'),
  ];
  const margins = companion ? BARE : AXES;
  const beside = { width: margins.left + margins.right, height: margins.top + margins.bottom };
  // As wide as it is high, whatever the units of the features.
  const side = Math.max(0, Math.floor(Math.min(room.width - beside.width, room.height - beside.height)));
  const size = { width: side + beside.width, height: side + beside.height };
  const [x0, x1, y0, y1] = view.domain;
  const plot = plotOf(size, margins, [x0, x1], [y0, y1]);
  const [xName, yName] = axisNames(info);

  useEffect(() => {
    const target = canvas.current;
    if (target !== null && side > 0)
      paintPlane(target, side, { view, data, info }, planePalette(theme), { trainPoints, heldOutPoints, discretise });
  }, [side, view, data, info, trainPoints, heldOutPoints, discretise, theme]);

  // A little inside of the edges, where there still is an answer.
  const inside = ([low, high]: Domain): Domain => [low + (high - low) / 1000, high - (high - low) / 1000];
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onPlace([plot.x.invert(event.clientX - box.left), plot.y.invert(event.clientY - box.top)]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onPlace(undefined);
    const from = place ?? [(x0 + x1) / 2, (y0 + y1) / 2];
    const next = crossAfter(event, from, inside([x0, x1]), inside([y0, y1]));
    if (next === undefined) return;
    event.preventDefault();
    onPlace(next);
  };
  const byKeys = {
    tabIndex: 0,
    role: 'group',
    'aria-label': 'Read the picture with the arrow keys',
    onKeyDown,
    onBlur: () => onPlace(undefined),
  };

  return (
    <div
      className={styles.plane}
      style={size}
      onPointerMove={point}
      onPointerLeave={() => onPlace(undefined)}
      {...(companion ? {} : byKeys)}
    >
      <canvas
        ref={canvas}
        className={styles.canvas}
        aria-hidden
        style={{ left: plot.left, top: plot.top, width: side, height: side }}
      />
      <ChartFrame
        // What is painted below must be seen, so it has no ground even beside the curves.
        place={companion ? 'card' : 'dock'}
        summary={`Predictions over ${xName} and ${yName}. ${sentence}`}
        table={() => planeTable(view, info)}
        margins={margins}
        x={{ domain: [x0, x1], ticks: 0 }}
        y={{ domain: [y0, y1], ticks: 0 }}
        {...size}
      >
        {(inner) => (
          <>
            {companion ? null : (
              <Ends plot={inner} x={{ domain: [x0, x1], name: xName }} y={{ domain: [y0, y1], name: yName }} />
            )}
            {place === undefined ? null : (
              <circle className={styles.cross} cx={inner.x(place[0])} cy={inner.y(place[1])} r={4.5} />
            )}
          </>
        )}
      </ChartFrame>
    </div>
  );
}

interface Axis {
  readonly domain: Domain;
  readonly name: string;
}

/** Where the picture begins and ends, and what the features are called: one line along each side. */
function Ends({ plot, x, y }: { readonly plot: Plot; readonly x: Axis; readonly y: Axis }) {
  const { left, right, top, bottom, width, height } = plot;
  return (
    <g aria-hidden>
      <text x={left} y={bottom + 14}>
        {compact(x.domain[0])}
      </text>
      <text className={styles.name} x={(left + right) / 2} y={bottom + 14} textAnchor="middle">
        {fitting(x.name, width)}
      </text>
      <text x={right} y={bottom + 14} textAnchor="end">
        {compact(x.domain[1])}
      </text>
      <text x={left - 6} y={top + 10} textAnchor="end">
        {compact(y.domain[1])}
      </text>
      <text
        className={styles.name}
        transform={`translate(${left - 10} ${(top + bottom) / 2}) rotate(-90)`}
        textAnchor="middle"
      >
        {fitting(y.name, height)}
      </text>
      <text x={left - 6} y={bottom} textAnchor="end">
        {compact(y.domain[0])}
      </text>
    </g>
  );
}

/** Pixels that a letter takes, and that the numbers at both ends of an axis do. */
const [LETTER, NUMBERS] = [6.2, 64];

/** As much of a name as fits between the numbers. */
function fitting(name: string, room: number): string {
  const most = Math.max(3, Math.floor((room - NUMBERS) / LETTER));
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}
