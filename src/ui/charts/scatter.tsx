/** Points in a plane, in groups of their own colour and mark. */
import { compact, count } from '../../base/format.ts';
import { ChartFrame } from './frame/chart-frame.tsx';
import { extentOf } from './geometry.ts';
import type { Domain, Point } from './geometry.ts';
import { markersPath } from './markers.ts';
import type { Marker } from './markers.ts';

export interface ScatterGroup {
  readonly name: string;
  readonly colour: string;
  readonly marker: Marker;
  /** In the data's own units. */
  readonly points: readonly Point[];
}

interface Props {
  readonly label: string;
  readonly groups: readonly ScatterGroup[];
  readonly axes: readonly [x: string, y: string];
  readonly width: number;
  readonly height: number;
  readonly bare?: boolean;
}

/** The extent of all points with a little room around it. */
function roomy(groups: readonly ScatterGroup[], of: (point: Point) => number): Domain {
  const [from, to] = extentOf(groups.flatMap(({ points }) => points.map(of)));
  const room = (to - from) * 0.04;
  return [from - room, to + room];
}

export function Scatter({ label, groups, axes, width, height, bare = false }: Props) {
  const total = groups.reduce((sum, group) => sum + group.points.length, 0);
  const radius = bare ? (total > 300 ? 1 : 1.4) : total > 300 ? 1.8 : 2.4;
  return (
    <ChartFrame
      place={bare ? 'card' : 'panel'}
      summary={label}
      table={() => groupTable(groups, axes)}
      width={width}
      height={height}
      x={{ domain: roomy(groups, (point) => point.x), ticks: 4, label: axes[0] }}
      y={{ domain: roomy(groups, (point) => point.y), ticks: 4, label: axes[1] }}
      {...(bare ? {} : { margins: { left: 34 } })}
    >
      {({ x, y }) =>
        groups.map((group) => (
          <path
            key={group.name}
            d={markersPath(
              group.marker,
              group.points.map((point) => ({ x: x(point.x), y: y(point.y) })),
              radius,
            )}
            style={{ fill: group.colour }}
            opacity={0.9}
          />
        ))
      }
    </ChartFrame>
  );
}

/** Thousands of points are no table to listen to: each group by its number and its extent. */
const groupTable = (groups: readonly ScatterGroup[], [across, up]: readonly [string, string]) => ({
  caption: 'The groups of points',
  columns: ['group', 'points', across, up],
  rows: groups.map(({ name, points }) => [
    name,
    count(points.length),
    ...[(point: Point) => point.x, (point: Point) => point.y].map((of) => {
      const [low, high] = extentOf(points.map(of));
      return `${compact(low)} to ${compact(high)}`;
    }),
  ]),
});
