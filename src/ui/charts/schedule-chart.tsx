/** A learning-rate schedule as a curve, with a dot where training stands on it. */
import styles from './charts.module.css';
import { describeSchedule } from './chart-sentences.ts';
import { ChartFrame } from './frame/chart-frame.tsx';
import { functionTable } from './frame/tables.ts';
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
  const end = Math.max(1, horizon);
  const steps = evenly([0, end], bare ? 61 : 161).map(Math.round);
  const rates = steps.map(learningRate);
  const top = Math.max(...rates.filter((rate) => Number.isFinite(rate)), 0) || 1;
  return (
    <ChartFrame
      place={bare ? 'card' : 'panel'}
      summary={describeSchedule(learningRate, end, here)}
      table={() =>
        functionTable('Learning rate by step', [0, end], { 'learning rate': learningRate }, { at: 'step', whole: true })
      }
      width={width}
      height={height}
      x={{ domain: [0, end], ticks: 4, label: 'steps', labelAbove: true }}
      y={{ domain: [0, top], ticks: 4, grid: true }}
      margins={bare ? { left: 6, right: 6, top: 6, bottom: 6 } : { left: 38, top: 20 }}
    >
      {({ x, y }) => (
        <>
          <path
            className={styles.line}
            d={linePath(steps.map((step, index) => ({ x: x(step), y: y(rates[index] ?? 0) })))}
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
        </>
      )}
    </ChartFrame>
  );
}
