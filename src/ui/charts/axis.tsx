/** The horizontal axis of a small chart: a line and a few round numbers that stay inside its width. */
import { scaleLinear } from 'd3-scale';
import { compact } from '../../base/format.ts';
import styles from './charts.module.css';
import { axisTicks } from './geometry.ts';
import type { Domain } from './geometry.ts';

interface Props {
  readonly domain: Domain;
  readonly left: number;
  readonly width: number;
  readonly y: number;
  readonly ticks?: number;
}

export function Axis({ domain, left, width, y, ticks = 5 }: Props) {
  const scale = scaleLinear()
    .domain([...domain])
    .range([left, left + width]);
  return (
    <g aria-hidden>
      <line className={styles.axis} x1={left} x2={left + width} y1={y} y2={y} />
      {axisTicks(domain, ticks).map((tick) => (
        <g key={tick} transform={`translate(${scale(tick)} ${y})`}>
          <line className={styles.axis} y2={3} />
          <text y={13} textAnchor={anchor(scale(tick), left, left + width)}>
            {compact(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Labels near an end are written towards the middle. */
const anchor = (x: number, low: number, high: number) => (x < low + 12 ? 'start' : x > high - 12 ? 'end' : 'middle');
