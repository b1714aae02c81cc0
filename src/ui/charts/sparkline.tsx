/** A course of numbers in a small place: no axes, only its shape and, if wanted, a dot at its end. */
import { scaleLinear } from 'd3-scale';
import { Chart } from './chart.tsx';
import styles from './charts.module.css';
import { describeSeries } from './describe.ts';
import { linePath } from './geometry.ts';

interface Props {
  readonly name: string;
  /** NaN leaves a gap. */
  readonly values: readonly number[];
  readonly colour?: string;
  readonly width: number;
  readonly height: number;
  readonly framed?: boolean;
}

export function Sparkline({ name, values, colour = 'var(--accent)', width, height, framed = false }: Props) {
  const finite = values.filter((value) => Number.isFinite(value));
  const low = Math.min(...finite, 0);
  const high = Math.max(...finite);
  const pad = framed ? 8 : 3;
  const x = scaleLinear()
    .domain([0, Math.max(1, values.length - 1)])
    .range([pad, width - pad]);
  const y = scaleLinear()
    .domain([low, high > low ? high : low + 1])
    .range([height - pad, pad]);
  return (
    <Chart label={describeSeries(name, values)} width={width} height={height} framed={framed}>
      {finite.length === 0 ? (
        <line
          className={styles.axis}
          x1={pad}
          x2={width - pad}
          y1={height - pad}
          y2={height - pad}
          strokeDasharray="2 4"
        />
      ) : (
        <path
          className={styles.line}
          d={linePath(values.map((value, i) => ({ x: x(i), y: y(value) })))}
          style={{ stroke: colour, strokeWidth: 1.75 }}
        />
      )}
    </Chart>
  );
}
