/** The fitted line over the points of a single feature: filled ones were trained on, hollow ones held out. */
import { scaleLinear } from 'd3-scale';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { compact } from '../../../base/format.ts';
import { Axis } from '../../charts/axis.tsx';
import { Chart } from '../../charts/chart.tsx';
import { linePath, niceDomain } from '../../charts/geometry.ts';
import type { Point } from '../../charts/geometry.ts';
import { markersPath } from '../../charts/markers.ts';
import { useDockOption } from '../dock-options.ts';
import type { OutputProps } from './output.tsx';
import styles from './output.module.css';
import { describeOutput } from './output-words.ts';
import { SplitLegend } from './plane-legend.tsx';
import { PointToggles } from './point-toggles.tsx';
import { pointsOf } from './points.ts';

export function CurveFit({ view, data, info, companion }: OutputProps<'curve'>) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const [showTrain, showHeldOut] = [useDockOption('trainPoints'), useDockOption('heldOutPoints')];
  const points = pointsOf(data);
  const sentence = useMemo(() => describeOutput(view, data, info), [view, data, info]);
  const outputs = Math.max(1, Math.round(view.y.length / Math.max(1, view.x.length)));
  const all = [...points.train, ...points.heldOut].map(({ y }) => y);
  const yDomain = niceDomain(Math.min(...all), Math.max(...all));
  const xDomain = [view.x[0] ?? 0, view.x.at(-1) ?? 1] as const;
  const [left, bottom] = companion ? [4, 4] : [34, 20];
  const x = scaleLinear([...xDomain], [left, Math.max(left + 1, width - 6)]);
  const y = scaleLinear([...yDomain], [Math.max(9, height - bottom), 8]);
  const at = (point: Point) => ({ x: x(point.x), y: y(point.y) });
  const lines = Array.from({ length: outputs }, (_, output) =>
    linePath(Array.from(view.x, (each, i) => ({ x: x(each), y: y(view.y[i * outputs + output] ?? Number.NaN) }))),
  );
  const picture = (
    <div className={styles.stage} ref={ref}>
      {width > 0 && height > 0 ? (
        <Chart
          label={`The fitted line over ${info.featureNames[0] ?? 'the feature'}. ${sentence}`}
          width={width}
          height={height}
          framed={companion}
        >
          {companion
            ? null
            : y.ticks(Math.max(2, Math.floor(height / 40))).map((tick) => (
                <g key={tick} transform={`translate(0 ${y(tick)})`}>
                  <line className={styles.gridLine} x1={left} x2={width - 6} />
                  <text x={left - 5} dy="0.32em" textAnchor="end">
                    {compact(tick)}
                  </text>
                </g>
              ))}
          {showTrain ? <path className={styles.trained} d={markersPath('circle', points.train.map(at), 2.2)} /> : null}
          {showHeldOut ? (
            <path className={styles.heldOut} d={markersPath('circle', points.heldOut.map(at), 2.4)} />
          ) : null}
          {lines.map((d, i) => (
            <path key={i} className={styles.fit} d={d} />
          ))}
          {companion ? null : <Axis domain={xDomain} left={left} width={width - 6 - left} y={height - bottom} />}
        </Chart>
      ) : null}
    </div>
  );
  if (companion) return picture;
  return (
    <div className={styles.withSide}>
      {picture}
      <div className={`${styles.side} ${styles.narrow}`}>
        <p className={styles.sentence}>{sentence}</p>
        <PointToggles heldOut={points.heldOut.length > 0} />
        <ul className={styles.legend}>
          <li>
            <svg width={16} height={6} aria-hidden>
              <line className={styles.fit} x1={0} x2={16} y1={3} y2={3} />
            </svg>
            the network
          </li>
          <SplitLegend />
        </ul>
        <p className={styles.axisNote}>
          across: {info.featureNames[0]}; upwards: {info.target.names.join(', ')}
        </p>
      </div>
    </div>
  );
}
