/** How a distribution changes while the network trains: one hill per moment, the oldest at the bottom. */
import { compact, count } from '../../base/format.ts';
import type { Distribution } from '../../protocol/readings.ts';
import styles from './charts.module.css';
import { describeRidges } from './chart-sentences.ts';
import { ChartFrame } from './frame/chart-frame.tsx';
import type { Plot } from './frame/plot.ts';
import { courseTable } from './frame/tables.ts';
import { bulkDomain, densityAt, evenly, linePath, niceDomain, tallestHill, thinned } from './geometry.ts';
import type { Domain } from './geometry.ts';

export interface Ridge {
  readonly step: number;
  readonly distribution: Distribution;
}

interface Props {
  readonly name: string;
  /** One word in the picture, where several stand together. */
  readonly title?: string;
  /** Oldest first. */
  readonly rows: readonly Ridge[];
  readonly colour?: string;
  readonly width: number;
  readonly height: number;
}

const MOST_ROWS = 10;
/** Height of the tallest hill, and the room above the newest row for it and the words. */
const HILL = 34;
const ABOVE = 62;

export function Ridgeline({ name, title, rows, colour = 'var(--kind-tensor)', width, height }: Props) {
  const shown = thinned(rows, MOST_ROWS);
  const domain = niceDomain(...bulkDomain(shown.map((row) => row.distribution)));
  return (
    <ChartFrame
      place="panel"
      summary={describeRidges(name, rows)}
      table={() => courseTable(name, shown)}
      width={width}
      height={height}
      x={{ domain }}
      y={{ domain: [0, 1] }}
    >
      {(plot) => {
        const drawn = hills(shown, domain, plot);
        return (
          <>
            {drawn.map(({ line, base, age }) => (
              <g key={base}>
                <path className={styles.ridgeGround} d={`${line}V${base}H${plot.left}Z`} />
                <path
                  className={styles.ridge}
                  d={line}
                  style={{ stroke: colour, strokeOpacity: 0.35 + 0.65 * age, strokeWidth: 1 + 0.6 * age }}
                />
              </g>
            ))}
            {/* In front of all hills: those that stand nearer would strike them through. */}
            {drawn.map(({ base, step }) =>
              step === undefined ? null : (
                <text key={base} className={styles.ridgeStep} x={plot.right} y={base - 2} textAnchor="end" aria-hidden>
                  {count(step)}
                </text>
              ),
            )}
            <text x={plot.left} y={14} aria-hidden>
              {title === undefined ? meanLabel(shown.at(-1)) : `${title}, ${meanLabel(shown.at(-1))}`}
            </text>
            <text x={plot.right} y={14} textAnchor="end" aria-hidden>
              step {count(shown.at(-1)?.step ?? 0)}
            </text>
          </>
        );
      }}
    </ChartFrame>
  );
}

/** One line for each moment, to be painted from the back (newest, top) to the front (oldest, bottom). */
function hills(shown: readonly Ridge[], domain: Domain, { x, bottom }: Plot) {
  const xs = evenly(domain, 97);
  const densities = shown.map(({ distribution }) => xs.map((at) => densityAt(distribution, at)));
  const spacing = (bottom - ABOVE) / (MOST_ROWS - 1);
  const tallest = tallestHill(densities);
  const hill = (density: number) => (tallest === 0 ? HILL / 2 : Math.min(1, Math.max(0, density / tallest)) * HILL);
  return densities
    .map((row, index) => {
      const base = bottom - 6 - index * spacing;
      return {
        base,
        line: linePath(xs.map((at, i) => ({ x: x(at), y: base - hill(row[i] ?? 0) }))),
        age: shown.length < 2 ? 1 : index / (shown.length - 1),
        // The newest is named above the picture; every third of the others is enough to read the rest off.
        step: index < shown.length - 1 && index % 3 === 0 ? shown[index]?.step : undefined,
      };
    })
    .toReversed();
}

const meanLabel = (row: Ridge | undefined): string =>
  row === undefined ? '' : `mean ${compact(row.distribution.mean)}`;
