/** A course of numbers over the steps of a run; on a card its shape alone. */
import { compact, count } from '../../base/format.ts';
import styles from './charts.module.css';
import { describeSeries } from './chart-sentences.ts';
import { ChartFrame } from './frame/chart-frame.tsx';
import { extentOf, linePath, thinned } from './geometry.ts';
import type { Domain, Point } from './geometry.ts';

interface Props {
  readonly name: string;
  /** `x` is the step; a NaN leaves a gap. */
  readonly points: readonly Point[];
  readonly colour?: string;
  readonly width: number;
  readonly height: number;
  readonly bare?: boolean;
}

const MOST_ROWS = 12;

export function Sparkline({ name, points, colour = 'var(--accent)', width, height, bare = false }: Props) {
  const values = points.map((point) => point.y);
  const finite = values.filter((value) => Number.isFinite(value));
  const empty = finite.length === 0;
  const x: Domain = [points[0]?.x ?? 0, Math.max((points[0]?.x ?? 0) + 1, points.at(-1)?.x ?? 1)];
  const y = empty ? ([0, 1] as const) : extentOf([...finite, 0]);
  return (
    <ChartFrame
      place={bare ? 'card' : 'panel'}
      summary={describeSeries(name, values)}
      table={() => ({
        caption: `${name} by step`,
        columns: ['step', name],
        rows: thinned(points, MOST_ROWS).map((point) => [count(point.x), compact(point.y)]),
      })}
      width={width}
      height={height}
      x={{ domain: x, ticks: empty ? 0 : 4, label: 'steps', labelAbove: true }}
      y={{ domain: y, ticks: empty ? 0 : 3, grid: true }}
      {...(bare ? {} : { margins: { left: 34 } })}
    >
      {(plot) =>
        empty ? (
          <line
            className={styles.empty}
            x1={plot.left}
            x2={plot.right}
            y1={plot.bottom}
            y2={plot.bottom}
            strokeDasharray="2 4"
          />
        ) : (
          <path
            className={styles.line}
            d={linePath(points.map((point) => ({ x: plot.x(point.x), y: plot.y(point.y) })))}
            style={{ stroke: colour, strokeWidth: 1.75 }}
          />
        )
      }
    </ChartFrame>
  );
}
