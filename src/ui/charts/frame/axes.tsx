/** The axes of a chart: a few round numbers that stay inside the picture, and names in its corners. */
import { compact } from '../../../base/format.ts';
import { axisTicks } from '../geometry.ts';
import type { Domain } from '../geometry.ts';
import styles from './frame.module.css';
import type { Plot } from './plot.ts';

export interface AxisSpec {
  readonly domain: Domain;
  /** At most so many numbers; 0 for an axis whose numbers mean nothing by themselves. */
  readonly ticks?: number;
  /** What the axis counts. */
  readonly label?: string;
  /** Puts the label of the horizontal axis to the top, for curves that end low. */
  readonly labelAbove?: boolean;
  /** Faint lines across the plot at each number. */
  readonly grid?: boolean;
}

export function XAxis({ plot: { left, right, bottom, x }, axis }: AxisProps) {
  const { domain, ticks = 5, label, labelAbove = false } = axis;
  return (
    <g aria-hidden>
      <line className={styles.axis} x1={left} x2={right} y1={bottom} y2={bottom} />
      {(ticks === 0 ? [] : axisTicks(domain, ticks)).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)} ${bottom})`}>
          <line className={styles.axis} y2={3} />
          <text y={13} textAnchor={anchor(x(tick), left, right)}>
            {compact(tick)}
          </text>
        </g>
      ))}
      {label !== undefined && (
        <text className={styles.words} x={right} y={labelAbove ? 13 : bottom - 6} textAnchor="end">
          {label}
        </text>
      )}
    </g>
  );
}

export function YAxis({ plot: { left, right, y }, axis: { domain, ticks = 0, label, grid = false } }: AxisProps) {
  return (
    <g aria-hidden>
      {(ticks === 0 ? [] : axisTicks(domain, ticks)).map((tick) => (
        <g key={tick} transform={`translate(0 ${y(tick)})`}>
          {grid && <line className={styles.grid} x1={left} x2={right} />}
          <text x={left - 5} dy="0.32em" textAnchor="end">
            {compact(tick)}
          </text>
        </g>
      ))}
      {label !== undefined && (
        <text className={styles.words} x={left} y={13}>
          {label}
        </text>
      )}
    </g>
  );
}

interface AxisProps {
  readonly plot: Plot;
  readonly axis: AxisSpec;
}

/** Numbers near an end are written towards the middle. */
const anchor = (x: number, low: number, high: number) => (x < low + 12 ? 'start' : x > high - 12 ? 'end' : 'middle');
