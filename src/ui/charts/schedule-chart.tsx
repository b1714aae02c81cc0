/** A learning-rate schedule as a curve, with a dot where training stands on it. */
import { scaleLinear } from 'd3-scale';
import { compact } from '../../base/format.ts';
import { Axis } from './axis.tsx';
import { Chart } from './chart.tsx';
import styles from './charts.module.css';
import { describeSchedule } from './describe.ts';
import { evenly, linePath } from './geometry.ts';

interface Props {
  readonly learningRate: (step: number) => number;
  readonly horizon: number;
  /** The step training has reached, if it follows this schedule. */
  readonly here?: number;
  readonly width: number;
  readonly height: number;
  readonly bare?: boolean;
}

export function ScheduleChart({ learningRate, horizon, here, width, height, bare = false }: Props) {
  const pad = bare ? 6 : 10;
  const floor = bare ? height - 6 : height - 18;
  const end = Math.max(1, horizon);
  const steps = evenly([0, end], bare ? 61 : 161).map(Math.round);
  const rates = steps.map(learningRate);
  const top = Math.max(...rates.filter((rate) => Number.isFinite(rate)), 0) || 1;
  const x = scaleLinear()
    .domain([0, end])
    .range([pad, width - pad]);
  const y = scaleLinear()
    .domain([0, top])
    .range([floor, bare ? 6 : 20]);
  const curve = linePath(steps.map((step, index) => ({ x: x(step), y: y(rates[index] ?? 0) })));
  return (
    <Chart label={describeSchedule(learningRate, end, here)} width={width} height={height} framed={!bare}>
      {!bare && (
        <>
          <text x={pad} y={13} aria-hidden>
            {compact(top)}
          </text>
          <text x={width - pad} y={13} textAnchor="end" className={styles.words} aria-hidden>
            steps
          </text>
          <Axis domain={[0, end]} left={pad} width={width - 2 * pad} y={floor} ticks={4} />
        </>
      )}
      <path
        className={styles.line}
        d={curve}
        style={{ stroke: 'var(--kind-schedule)', strokeWidth: bare ? 1.75 : 2 }}
      />
      {here !== undefined && (
        <circle
          className={styles.here}
          cx={x(Math.min(here, end))}
          cy={y(learningRate(Math.min(here, end)))}
          r={4}
          style={{ stroke: 'var(--kind-schedule)' }}
        />
      )}
    </Chart>
  );
}
