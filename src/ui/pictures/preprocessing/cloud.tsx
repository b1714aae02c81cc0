/** Examples as points, both axes on one scale, so that it shows how far each feature spreads beside the other. */
import { compact, count } from '../../../base/format.ts';
import { ChartFrame } from '../../charts/frame/chart-frame.tsx';
import { extentOf } from '../../charts/geometry.ts';
import type { Domain } from '../../charts/geometry.ts';
import { markersPath } from '../../charts/markers.ts';
import type { ScatterGroup } from '../../charts/scatter.tsx';
import styles from './preprocessing.module.css';

interface Props {
  readonly label: string;
  readonly groups: readonly ScatterGroup[];
  readonly axes: readonly [x: string, y: string];
  readonly lines?: readonly (readonly [number, number, number, number])[];
  readonly width: number;
  readonly height: number;
  readonly bare?: boolean;
}

const MARGINS = { left: 30, right: 6, top: 6, bottom: 18 } as const;

export function Cloud({ label, groups, axes, lines = [], width, height, bare = false }: Props) {
  const points = groups.flatMap((group) => group.points);
  const room = bare
    ? { across: width - 6, up: height - 6 }
    : { across: width - MARGINS.left - MARGINS.right, up: height - MARGINS.top - MARGINS.bottom };
  const [x, y] = onOneScale(extentOf(points.map((each) => each.x)), extentOf(points.map((each) => each.y)), room);
  const radius = bare ? 1 : points.length > 250 ? 1.4 : 1.9;
  return (
    <ChartFrame
      place={bare ? 'card' : 'panel'}
      summary={label}
      table={() => extents(groups, axes)}
      width={width}
      height={height}
      x={{ domain: x, ticks: 2 }}
      y={{ domain: y, ticks: 3 }}
      {...(bare ? {} : { margins: MARGINS })}
    >
      {(plot) => (
        <>
          {groups.map((group) => (
            <path
              key={group.name}
              d={markersPath(
                group.marker,
                group.points.map((point) => ({ x: plot.x(point.x), y: plot.y(point.y) })),
                radius,
              )}
              style={{ fill: group.colour }}
              opacity={0.9}
            />
          ))}
          {lines.map(([x0, y0, x1, y1], i) => (
            <line
              key={i}
              className={styles.direction}
              x1={plot.x(x0)}
              y1={plot.y(y0)}
              x2={plot.x(x1)}
              y2={plot.y(y1)}
            />
          ))}
        </>
      )}
    </ChartFrame>
  );
}

/** Both domains widened around their middles until a unit is as long on one axis as on the other. */
export function onOneScale(
  x: Domain,
  y: Domain,
  { across, up }: { readonly across: number; readonly up: number },
): readonly [Domain, Domain] {
  const unit = Math.max((x[1] - x[0]) / Math.max(1, across), (y[1] - y[0]) / Math.max(1, up)) * 1.08;
  const around = ([low, high]: Domain, pixels: number): Domain => {
    const [middle, half] = [(low + high) / 2, (unit * Math.max(1, pixels)) / 2];
    return [middle - half, middle + half];
  };
  return [around(x, across), around(y, up)];
}

const extents = (groups: readonly ScatterGroup[], [across, up]: readonly [string, string]) => ({
  caption: 'The groups of points',
  columns: ['group', 'points', across, up],
  rows: groups.map(({ name, points }) => [
    name,
    count(points.length),
    ...[points.map(({ x }) => x), points.map(({ y }) => y)].map((values) => {
      const [low, high] = extentOf(values);
      return `${compact(low)} to ${compact(high)}`;
    }),
  ]),
});
