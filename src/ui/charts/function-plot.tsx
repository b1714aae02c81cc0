/*
 * A function of one number with its slope, drawn over the values it really receives (the grey
 * histogram behind it) when those are known.
 */
import { useId } from 'react';
import type { Distribution } from '../../protocol/readings.ts';
import styles from './charts.module.css';
import { describeFunction } from './chart-sentences.ts';
import { ChartFrame } from './frame/chart-frame.tsx';
import type { Plot } from './frame/plot.ts';
import { functionTable } from './frame/tables.ts';
import { functionLabels, functionRange, sampled } from './function-geometry.ts';
import { barsPath, evenly, histogramBars, linePath } from './geometry.ts';
import type { Domain } from './geometry.ts';

interface Props {
  readonly name: string;
  readonly f: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly domain: Domain;
  readonly ghost?: Distribution;
  readonly width: number;
  readonly height: number;
  /** The curve alone: for a node's card. */
  readonly bare?: boolean;
}

export function FunctionPlot({ name, f, slope, domain, ghost, width, height, bare = false }: Props) {
  const clip = useId();
  const xs = evenly(domain, bare ? 61 : 241);
  const range = functionRange(xs, f, bare ? undefined : slope);
  return (
    <ChartFrame
      place={bare ? 'card' : 'panel'}
      summary={describeFunction(name, f, domain, ghost !== undefined)}
      table={() => functionTable(`${name} and its slope`, domain, { 'f(x)': f, slope })}
      width={width}
      height={height}
      x={{ domain }}
      y={{ domain: range }}
      {...(bare ? {} : { margins: { top: 22 } })}
    >
      {(plot) => {
        // A slope that leaps (at ReLU's corner) is drawn as two pieces, not as a steep line: 3 pixels or more.
        const far = (3 * (range[1] - range[0])) / plot.bottom;
        const trace = (of: (at: number) => number) =>
          linePath(sampled(xs, of, far).map((at) => ({ x: plot.x(at.x), y: plot.y(at.y) })));
        return (
          <>
            <clipPath id={clip}>
              <rect x={0} y={0} width={width} height={plot.bottom + 2} />
            </clipPath>
            {ghost !== undefined && (
              <path
                className={styles.ghost}
                d={barsPath(histogramBars(ghost, domain, plot.width, plot.bottom * 0.52), plot.bottom, plot.width)}
                transform={`translate(${plot.left} 0)`}
              />
            )}
            {!bare && (
              <>
                <Zeros plot={plot} domain={domain} />
                <path className={styles.slope} clipPath={`url(#${clip})`} d={trace(slope)} />
              </>
            )}
            <path
              className={styles.line}
              clipPath={`url(#${clip})`}
              d={trace(f)}
              style={{ stroke: 'var(--kind-tensor)', strokeWidth: bare ? 1.75 : 2 }}
            />
            {!bare && <Names plot={plot} domain={domain} of={[f, slope]} />}
          </>
        );
      }}
    </ChartFrame>
  );
}

/** Lines at y = 0 and x = 0. */
const Zeros = ({ plot: { left, right, bottom, x, y }, domain }: { plot: Plot; domain: Domain }) => (
  <>
    <line className={styles.zero} x1={left} x2={right} y1={y(0)} y2={y(0)} />
    {domain[0] < 0 && domain[1] > 0 && <line className={styles.zero} x1={x(0)} x2={x(0)} y1={6} y2={bottom} />}
  </>
);

interface NamesProps {
  readonly plot: Plot;
  readonly domain: Domain;
  readonly of: readonly ((x: number) => number)[];
}

/** The names of the two lines beside them. */
const Names = ({ plot: { x, y, bottom }, domain, of }: NamesProps) =>
  functionLabels(domain, of, (at, value) => ({ x: x(at), y: y(value) }), [13, bottom - 6]).map((place, index) => (
    <text key={index} className={styles.functionLabel} x={place.x} y={place.y} textAnchor="end" aria-hidden>
      {index === 0 ? 'f(x)' : 'f′(x)'}
    </text>
  ));
