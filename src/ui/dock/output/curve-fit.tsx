/** The fitted line over the points of a single feature: filled ones were trained on, hollow ones held out. */
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/frame/chart-frame.tsx';
import { MeasuredBox } from '../../charts/frame/measured-box.tsx';
import type { Plot, Size } from '../../charts/frame/plot.ts';
import { functionTable } from '../../charts/frame/tables.ts';
import { linePath, niceDomain } from '../../charts/geometry.ts';
import type { Domain, Point } from '../../charts/geometry.ts';
import { markersPath } from '../../charts/markers.ts';
import { useDockOption } from '../dock-options.ts';
import type { OutputProps } from './output.tsx';
import styles from './output.module.css';
import { curveAt, describeOutput } from './output-words.ts';
import { SplitLegend } from './plane-legend.tsx';
import { PointToggles } from './point-toggles.tsx';
import { pointsOf } from './points.ts';

export function CurveFit(props: OutputProps<'curve'>) {
  const { view, data, info, companion } = props;
  const sentence = useMemo(() => describeOutput(view, data, info), [view, data, info]);
  const picture = <MeasuredBox>{(size) => <Fit {...props} size={size} summary={sentence} />}</MeasuredBox>;
  if (companion) return picture;
  return (
    <div className={styles.withSide}>
      {picture}
      <div className={`${styles.side} ${styles.narrow}`}>
        <p className={styles.sentence}>{sentence}</p>
        <ul className={styles.legend}>
          <li>
            <svg width={16} height={6} aria-hidden>
              <line className={styles.fit} x1={0} x2={16} y1={3} y2={3} />
            </svg>
            the network
          </li>
          <SplitLegend />
        </ul>
        <PointToggles heldOut={pointsOf(data).heldOut.length > 0} />
        <p className={styles.axisNote}>
          across: {info.featureNames[0]}; upwards: {info.target.names.join(', ')}
        </p>
      </div>
    </div>
  );
}

interface FitProps extends OutputProps<'curve'> {
  readonly size: Size;
  readonly summary: string;
}

function Fit({ view, data, info, companion, axes = !companion, size, summary }: FitProps) {
  const [showTrain, showHeldOut] = [useDockOption('trainPoints'), useDockOption('heldOutPoints')];
  const points = pointsOf(data);
  const all = [...points.train, ...points.heldOut].map(({ y }) => y);
  const xDomain: Domain = [view.x[0] ?? 0, view.x.at(-1) ?? 1];
  const feature = info.featureNames[0] ?? 'the feature';
  return (
    <ChartFrame
      place={axes ? 'dock' : 'companion'}
      summary={`The fitted line over ${feature}. ${summary}`}
      table={() =>
        functionTable('What the network answers', xDomain, { answer: (at) => curveAt(view, at) }, { at: feature })
      }
      {...size}
      x={{ domain: xDomain }}
      y={{
        domain: niceDomain(Math.min(...all), Math.max(...all)),
        ticks: Math.max(2, Math.floor(size.height / 40)),
        grid: true,
      }}
    >
      {(plot) => {
        const at = (point: Point) => ({ x: plot.x(point.x), y: plot.y(point.y) });
        return (
          <>
            {showTrain ? (
              <path className={styles.trained} d={markersPath('circle', points.train.map(at), 2.2)} />
            ) : null}
            {showHeldOut ? (
              <path className={styles.heldOut} d={markersPath('circle', points.heldOut.map(at), 2.4)} />
            ) : null}
            {fittedLines(view, plot).map((d, i) => (
              <path key={i} className={styles.fit} d={d} />
            ))}
          </>
        );
      }}
    </ChartFrame>
  );
}

/** A line for each output of the network. */
function fittedLines({ x: xs, y: ys }: FitProps['view'], { x, y }: Plot): readonly string[] {
  const outputs = Math.max(1, Math.round(ys.length / Math.max(1, xs.length)));
  return Array.from({ length: outputs }, (_, output) =>
    linePath(Array.from(xs, (each, i) => ({ x: x(each), y: y(ys[i * outputs + output] ?? Number.NaN) }))),
  );
}
