/** The axes of a chart: a few round numbers that stay inside the picture, and names in its corners. */
import { compact } from '../../../base/format.ts';
import { axisTicks } from '../geometry.ts';
import type { Domain } from '../geometry.ts';
import styles from './frame.module.css';
import type { Plot } from './plot.ts';

/** What stands at a place of an axis: a line, or one below the other. */
export interface AxisPlace {
  readonly at: number;
  readonly text: string | readonly string[];
}

export interface AxisSpec {
  readonly domain: Domain;
  /** At most so many numbers; 0 for an axis whose numbers mean nothing by themselves. */
  readonly ticks?: number;
  /** What stands where, instead of round numbers. */
  readonly places?: readonly AxisPlace[];
  /** What the axis counts. */
  readonly label?: string;
  /** Puts the label of the horizontal axis to the top, for curves that end low. */
  readonly labelAbove?: boolean;
  /** Faint lines across the plot at each number. */
  readonly grid?: boolean;
  /** Whether each power of ten takes as much room; for upright axes. */
  readonly log?: boolean;
}

/** Pixels between the lines of a text. */
const LINE = 13;

export function XAxis({ plot: { left, right, bottom, x }, axis }: AxisProps) {
  const { label, labelAbove = false } = axis;
  return (
    <g aria-hidden>
      <line className={styles.axis} x1={left} x2={right} y1={bottom} y2={bottom} />
      {placesOf(5, axis).map(({ at, text }) => (
        <g key={at} transform={`translate(${x(at)} ${bottom})`}>
          <line className={styles.axis} y2={3} />
          <text y={LINE} textAnchor={anchor(x(at), left, right)}>
            {typeof text === 'string'
              ? text
              : text.map((line, row) => (
                  <tspan key={row} x={0} dy={row === 0 ? 0 : LINE}>
                    {line}
                  </tspan>
                ))}
          </text>
        </g>
      ))}
      {label !== undefined && (
        <text className={styles.words} x={right} y={labelAbove ? LINE : bottom - 6} textAnchor="end">
          {label}
        </text>
      )}
    </g>
  );
}

export function YAxis({ plot: { left, right, y }, axis }: AxisProps) {
  const { label, grid = false } = axis;
  return (
    <g aria-hidden>
      {placesOf(0, axis).map(({ at, text }) => (
        <g key={at} transform={`translate(0 ${y(at)})`}>
          {grid && <line className={styles.grid} x1={left} x2={right} />}
          <text x={left - 5} dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {label !== undefined && (
        <text className={styles.words} x={left} y={LINE}>
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

/** @param usual how many numbers there are at most unless the axis says. */
function placesOf(usual: number, { domain, ticks = usual, places }: AxisSpec): readonly AxisPlace[] {
  if (places !== undefined) return places;
  return ticks === 0 ? [] : axisTicks(domain, ticks).map((at) => ({ at, text: compact(at) }));
}

/** Numbers near an end are written towards the middle. */
const anchor = (x: number, low: number, high: number) => (x < low + 12 ? 'start' : x > high - 12 ? 'end' : 'middle');
