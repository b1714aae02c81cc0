/*
 * A function of one number with its slope, drawn over the values it really receives (the grey
 * histogram behind it) when those are known.
 */
import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import type { Distribution } from '../../protocol/readings.ts';
import { Axis } from './axis.tsx';
import { Chart } from './chart.tsx';
import styles from './charts.module.css';
import { describeFunction } from './describe.ts';
import { barsPath, evenly, histogramBars, linePath } from './geometry.ts';
import type { Domain } from './geometry.ts';
import { functionLabels, functionRange, sampled } from './function-geometry.ts';

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
  const pad = bare ? 3 : 10;
  const floor = bare ? height - 3 : height - 18;
  const inner = width - 2 * pad;
  const xs = evenly(domain, bare ? 61 : 241);
  const range = functionRange(xs, f, bare ? undefined : slope);
  const x = scaleLinear()
    .domain([...domain])
    .range([pad, pad + inner]);
  const y = scaleLinear()
    .domain([...range])
    .range([floor, bare ? 3 : 22]);
  // A slope that leaps (at ReLU's corner) is drawn as two pieces, not as a steep line: 3 pixels or more.
  const far = (3 * (range[1] - range[0])) / floor;
  const trace = (of: (at: number) => number) =>
    linePath(sampled(xs, of, far).map((at) => ({ x: x(at.x), y: y(at.y) })));
  const labels = bare
    ? []
    : functionLabels(domain, [f, slope], (at, value) => ({ x: x(at), y: y(value) }), [13, floor - 6]);
  return (
    <Chart label={describeFunction(name, f, domain, ghost !== undefined)} width={width} height={height} framed={!bare}>
      <clipPath id={clip}>
        <rect x={0} y={0} width={width} height={floor + 2} />
      </clipPath>
      {ghost !== undefined && (
        <path
          className={styles.ghost}
          d={barsPath(histogramBars(ghost, domain, inner, (floor - 10) * 0.55), floor, inner)}
          transform={`translate(${pad} 0)`}
        />
      )}
      {!bare && (
        <>
          <line className={styles.zero} x1={pad} x2={pad + inner} y1={y(0)} y2={y(0)} />
          {domain[0] < 0 && domain[1] > 0 && <line className={styles.zero} x1={x(0)} x2={x(0)} y1={6} y2={floor} />}
          <path className={styles.slope} clipPath={`url(#${clip})`} d={trace(slope)} />
        </>
      )}
      <path
        className={styles.line}
        clipPath={`url(#${clip})`}
        d={trace(f)}
        style={{ stroke: 'var(--kind-tensor)', strokeWidth: bare ? 1.75 : 2 }}
      />
      {labels.map((place, index) => (
        <text key={index} className={styles.functionLabel} x={place.x} y={place.y} textAnchor="end" aria-hidden>
          {index === 0 ? 'f(x)' : 'f′(x)'}
        </text>
      ))}
      {!bare && <Axis domain={domain} left={pad} width={inner} y={floor} />}
    </Chart>
  );
}
