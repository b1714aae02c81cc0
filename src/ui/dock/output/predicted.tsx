/** Predicted against true values: a perfect network puts every point on the diagonal. */
import { scaleLinear } from 'd3-scale';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { compact } from '../../../base/format.ts';
import { Axis } from '../../charts/axis.tsx';
import { Chart } from '../../charts/chart.tsx';
import { niceDomain } from '../../charts/geometry.ts';
import { markersPath } from '../../charts/markers.ts';
import type { OutputProps } from './output.tsx';
import styles from './output.module.css';
import { describeOutput } from './output-words.ts';
import { judgedSplit } from './points.ts';

export function Predicted({ view, data, info, companion }: OutputProps<'scatter'>) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const sentence = useMemo(() => describeOutput(view, data, info), [view, data, info]);
  const finite = [...view.truth, ...view.predicted].filter((value) => Number.isFinite(value));
  const domain = niceDomain(
    finite.reduce((a, b) => Math.min(a, b), Infinity),
    finite.reduce((a, b) => Math.max(a, b), -Infinity),
  );
  const [left, bottom] = companion ? [4, 4] : [38, 20];
  const side = Math.max(10, Math.min(width - left - 6, height - bottom - 6));
  const x = scaleLinear([...domain], [left, left + side]);
  const y = scaleLinear([...domain], [6 + side, 6]);
  const points = Array.from(view.truth, (truth, i) => ({ x: x(truth), y: y(view.predicted[i] ?? Number.NaN) })).filter(
    (point) => Number.isFinite(point.y),
  );
  const box = { width: left + side + 6, height: side + bottom + 6 };
  const picture = (
    <div className={styles.stage} ref={ref}>
      {width > 0 && height > 0 ? (
        <div style={{ width: box.width }}>
          <Chart label={`Predicted against true values. ${sentence}`} {...box} framed={companion}>
            {companion
              ? null
              : y.ticks(4).map((tick) => (
                  <text key={tick} x={left - 5} y={y(tick)} dy="0.32em" textAnchor="end">
                    {compact(tick)}
                  </text>
                ))}
            <line className={styles.diagonal} x1={x(domain[0])} y1={y(domain[0])} x2={x(domain[1])} y2={y(domain[1])} />
            <path className={styles.trained} d={markersPath('circle', points, 2.2)} />
            {companion ? null : <Axis domain={domain} left={left} width={side} y={6 + side} ticks={4} />}
          </Chart>
        </div>
      ) : null}
    </div>
  );
  if (companion) return picture;
  return (
    <div className={styles.withSide}>
      <div className={styles.square}>{picture}</div>
      <div className={styles.side}>
        <p className={styles.sentence}>{sentence}</p>
        <p className={styles.axisNote}>
          across: true {info.target.names.join(', ')}; upwards: predicted, for {judgedSplit(data).word} examples; on the
          dotted line both are equal
        </p>
      </div>
    </div>
  );
}
