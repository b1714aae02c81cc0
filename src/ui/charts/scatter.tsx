/** Points in a plane, in groups of their own colour and mark. */
import { scaleLinear } from 'd3-scale';
import { compact } from '../../base/format.ts';
import { Axis } from './axis.tsx';
import { Chart } from './chart.tsx';
import styles from './charts.module.css';
import { widened } from './geometry.ts';
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
function extent(groups: readonly ScatterGroup[], of: (point: Point) => number): Domain {
  let low = Infinity;
  let high = -Infinity;
  for (const group of groups) {
    for (const point of group.points) {
      const value = of(point);
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  const [from, to] = widened(low, high);
  const room = (to - from) * 0.04;
  return [from - room, to + room];
}

export function Scatter({ label, groups, axes, width, height, bare = false }: Props) {
  const pad = bare ? 4 : 12;
  const floor = bare ? height - 4 : height - 18;
  const xDomain = extent(groups, (point) => point.x);
  const yDomain = extent(groups, (point) => point.y);
  const x = scaleLinear()
    .domain([...xDomain])
    .range([pad, width - pad]);
  const y = scaleLinear()
    .domain([...yDomain])
    .range([floor - (bare ? 0 : 4), bare ? 4 : 20]);
  const total = groups.reduce((sum, group) => sum + group.points.length, 0);
  const radius = bare ? (total > 300 ? 1 : 1.4) : total > 300 ? 1.8 : 2.4;
  return (
    <Chart label={label} width={width} height={height} framed={!bare}>
      {groups.map((group) => (
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
      ))}
      {!bare && (
        <>
          <Axis domain={xDomain} left={pad} width={width - 2 * pad} y={floor} ticks={4} />
          <text className={styles.words} x={width - pad} y={floor - 6} textAnchor="end" aria-hidden>
            {axes[0]}
          </text>
          <text className={styles.words} x={pad} y={14} aria-hidden>
            {axes[1]} ({compact(yDomain[0])} … {compact(yDomain[1])})
          </text>
        </>
      )}
    </Chart>
  );
}
