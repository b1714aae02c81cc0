/** How often which values occur, with an axis, a line at the mean and, if wanted, a second distribution over it. */
import { scaleLinear } from 'd3-scale';
import { Chart } from './chart.tsx';
import { Axis } from './axis.tsx';
import styles from './charts.module.css';
import { describeDistribution } from './describe.ts';
import { barsPath, histogramBars, jointDomain, linePath, niceDomain } from './geometry.ts';
import type { Distribution } from '../../protocol/readings.ts';

interface Props {
  /** What the numbers are, e.g. `outputs of d1`. */
  readonly name: string;
  readonly distribution: Distribution;
  /** A second distribution, drawn as an outline. */
  readonly compare?: { readonly name: string; readonly distribution: Distribution };
  readonly colour?: string;
  readonly width: number;
  readonly height: number;
  /** Bars alone, without axis and mean: for a node's card. */
  readonly bare?: boolean;
}

export function HistogramChart({
  name,
  distribution,
  compare,
  colour = 'var(--kind-tensor)',
  width,
  height,
  bare = false,
}: Props) {
  const pad = bare ? 2 : 8;
  const floor = bare ? height - 1 : height - 18;
  const inner = width - 2 * pad;
  const joint = jointDomain(compare === undefined ? [distribution] : [distribution, compare.distribution]);
  const domain = bare ? joint : niceDomain(...joint);
  const scale = scaleLinear()
    .domain([...domain])
    .range([pad, pad + inner]);
  const tall = floor - (bare ? 2 : 10);
  const bars = histogramBars(distribution, domain, inner, tall);
  return (
    <Chart label={describeDistribution(name, distribution, compare)} width={width} height={height} framed={!bare}>
      <path
        className={styles.bars}
        d={barsPath(bars, floor, inner)}
        transform={`translate(${pad} 0)`}
        style={{ fill: colour }}
      />
      {compare !== undefined && (
        <path
          className={styles.second}
          d={outline(compare.distribution, domain, inner, tall, floor)}
          transform={`translate(${pad} 0)`}
        />
      )}
      {!bare && (
        <>
          <line className={styles.mean} x1={scale(distribution.mean)} x2={scale(distribution.mean)} y1={6} y2={floor} />
          <Axis domain={domain} left={pad} width={inner} y={floor} />
        </>
      )}
    </Chart>
  );
}

/** The tops of the bars as a stepped line. */
function outline(
  distribution: Distribution,
  domain: readonly [number, number],
  width: number,
  tall: number,
  floor: number,
): string {
  const bars = histogramBars(distribution, domain, width, tall);
  return linePath(
    bars.flatMap((bar) => [
      { x: bar.x, y: floor - bar.height },
      { x: bar.x + bar.width, y: floor - bar.height },
    ]),
  );
}
