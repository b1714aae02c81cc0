/** How a distribution changes while the network trains: one hill per moment, the oldest at the bottom. */
import { scaleLinear } from 'd3-scale';
import { compact, count } from '../../base/format.ts';
import type { Distribution } from '../../protocol/readings.ts';
import { Axis } from './axis.tsx';
import { Chart } from './chart.tsx';
import styles from './charts.module.css';
import { describeRidges } from './describe.ts';
import { bulkDomain, densityAt, evenly, linePath, niceDomain, tallestHill, thinned } from './geometry.ts';

export interface Ridge {
  readonly step: number;
  readonly distribution: Distribution;
}

interface Props {
  readonly name: string;
  /** Oldest first. */
  readonly rows: readonly Ridge[];
  readonly colour?: string;
  readonly width: number;
  readonly height: number;
}

const MOST_ROWS = 10;

export function Ridgeline({ name, rows, colour = 'var(--kind-tensor)', width, height }: Props) {
  const shown = thinned(rows, MOST_ROWS);
  const domain = niceDomain(...bulkDomain(shown.map((row) => row.distribution)));
  const pad = 10;
  const floor = height - 18;
  const xs = evenly(domain, 97);
  const x = scaleLinear()
    .domain([...domain])
    .range([pad, width - pad]);
  const densities = shown.map(({ distribution }) => xs.map((at) => densityAt(distribution, at)));
  const tallest = tallestHill(densities);
  const spacing = (floor - 62) / (MOST_ROWS - 1);
  const hill = scaleLinear().domain([0, tallest]).range([0, 34]).clamp(true);
  return (
    <Chart label={describeRidges(name, rows)} width={width} height={height} framed>
      {densities
        .map((densityRow, index) => {
          const base = floor - 6 - index * spacing;
          const line = linePath(xs.map((at, i) => ({ x: x(at), y: base - hill(densityRow[i] ?? 0) })));
          const age = shown.length < 2 ? 1 : index / (shown.length - 1);
          return (
            <g key={index}>
              <path className={styles.ridgeGround} d={`${line}V${base}H${pad}Z`} />
              <path
                className={styles.ridge}
                d={line}
                style={{ stroke: colour, strokeOpacity: 0.35 + 0.65 * age, strokeWidth: 1 + 0.6 * age }}
              />
            </g>
          );
        })
        // Painted from the back (newest, top) to the front (oldest, bottom).
        .toReversed()}
      <text x={pad} y={14} aria-hidden>
        step {count(shown.at(-1)?.step ?? 0)}
      </text>
      <text x={width - pad} y={14} textAnchor="end" aria-hidden>
        {meanLabel(shown.at(-1))}
      </text>
      <Axis domain={domain} left={pad} width={width - 2 * pad} y={floor} />
    </Chart>
  );
}

const meanLabel = (row: Ridge | undefined): string =>
  row === undefined ? '' : `mean ${compact(row.distribution.mean)}`;
