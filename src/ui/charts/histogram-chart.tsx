/** How often which values occur, with a line at the mean and, if wanted, a second distribution over it. */
import type { Distribution } from '../../protocol/readings.ts';
import styles from './charts.module.css';
import { describeDistribution } from './chart-sentences.ts';
import { ChartFrame } from './frame/chart-frame.tsx';
import type { Plot } from './frame/plot.ts';
import { histogramTable } from './frame/tables.ts';
import { barsPath, histogramBars, jointDomain, linePath, niceDomain } from './geometry.ts';
import type { Domain } from './geometry.ts';

interface Props {
  /** What the numbers are, e.g. `outputs of d1`. */
  readonly name: string;
  readonly distribution: Distribution;
  /** A second distribution, drawn as an outline. */
  readonly compare?: { readonly name: string; readonly distribution: Distribution };
  readonly colour?: string;
  /** From where to where the axis goes, for several that are compared; as far as there are values unless said. */
  readonly domain?: Domain;
  /** At most so many numbers at the axis. */
  readonly ticks?: number;
  readonly width: number;
  readonly height: number;
  /** Bars alone, without axis and mean: for a node's card. */
  readonly bare?: boolean;
}

export function HistogramChart({ name, distribution, compare, bare = false, ...rest }: Props) {
  const { width, height, ticks, colour = 'var(--kind-tensor)' } = rest;
  const joint = jointDomain(compare === undefined ? [distribution] : [distribution, compare.distribution]);
  const domain = rest.domain ?? (bare ? joint : niceDomain(...joint));
  return (
    <ChartFrame
      place={bare ? 'card' : 'panel'}
      summary={describeDistribution(name, distribution, compare)}
      table={() => histogramTable(name, distribution)}
      width={width}
      height={height}
      x={{ domain, ...(ticks !== undefined && { ticks }) }}
      y={{ domain: [0, 1] }}
      margins={bare ? { bottom: 1 } : { top: 8 }}
    >
      {(plot) => (
        <>
          <path
            className={styles.bars}
            d={barsPath(histogramBars(distribution, domain, plot.width, plot.height), plot.bottom, plot.width)}
            transform={`translate(${plot.left} 0)`}
            style={{ fill: colour }}
          />
          {compare !== undefined && (
            <path
              className={styles.second}
              d={outline(compare.distribution, domain, plot)}
              transform={`translate(${plot.left} 0)`}
            />
          )}
          {!bare && (
            <line
              className={styles.mean}
              x1={plot.x(distribution.mean)}
              x2={plot.x(distribution.mean)}
              y1={plot.top - 2}
              y2={plot.bottom}
            />
          )}
        </>
      )}
    </ChartFrame>
  );
}

/** The tops of the bars as a stepped line. */
const outline = (distribution: Distribution, domain: Domain, { width, height, bottom }: Plot): string =>
  linePath(
    histogramBars(distribution, domain, width, height).flatMap((bar) => [
      { x: bar.x, y: bottom - bar.height },
      { x: bar.x + bar.width, y: bottom - bar.height },
    ]),
  );
