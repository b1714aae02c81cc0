/** Predicted against true values: a perfect network puts every point on the diagonal. */
import { useMemo } from 'react';
import { compact, count } from '../../../base/format.ts';
import { ChartFrame } from '../../charts/frame/chart-frame.tsx';
import type { ChartTable } from '../../charts/frame/data-table.tsx';
import { MeasuredBox } from '../../charts/frame/measured-box.tsx';
import { extentOf, niceDomain } from '../../charts/geometry.ts';
import { markersPath } from '../../charts/markers.ts';
import type { OutputProps } from './output.tsx';
import styles from './output.module.css';
import { describeOutput } from './output-words.ts';
import { judgedSplit } from './points.ts';

/** The plot is a square; its axes take this much of the place. */
const AXES = { left: 38, right: 6, top: 6, bottom: 20 };
const NO_AXES = { left: 4, right: 6, top: 6, bottom: 4 };

export function Predicted({ view, data, info, companion, axes = !companion }: OutputProps<'scatter'>) {
  const sentence = useMemo(() => describeOutput(view, data, info), [view, data, info]);
  const domain = niceDomain(...extentOf([...view.truth, ...view.predicted]));
  const margins = axes ? AXES : NO_AXES;
  const across = margins.left + margins.right;
  const down = margins.top + margins.bottom;
  const picture = (
    <MeasuredBox>
      {({ width, height }) => {
        const side = Math.max(10, Math.min(width - across, height - down));
        return (
          <div style={{ width: side + across }}>
            <ChartFrame
              place={axes ? 'dock' : 'companion'}
              summary={`Predicted against true values. ${sentence}`}
              table={() => pairTable(view)}
              width={side + across}
              height={side + down}
              margins={margins}
              x={{ domain, ticks: 4 }}
              y={{ domain, ticks: 4 }}
            >
              {({ x, y }) => (
                <>
                  <line
                    className={styles.diagonal}
                    x1={x(domain[0])}
                    y1={y(domain[0])}
                    x2={x(domain[1])}
                    y2={y(domain[1])}
                  />
                  <path
                    className={styles.trained}
                    d={markersPath(
                      'circle',
                      Array.from(view.truth, (truth, i) => ({
                        x: x(truth),
                        y: y(view.predicted[i] ?? Number.NaN),
                      })).filter((point) => Number.isFinite(point.y)),
                      2.2,
                    )}
                  />
                </>
              )}
            </ChartFrame>
          </div>
        );
      }}
    </MeasuredBox>
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

const MOST_ROWS = 30;

const pairTable = ({ truth, predicted }: OutputProps<'scatter'>['view']): ChartTable => ({
  caption:
    truth.length > MOST_ROWS
      ? `True and predicted values of the first ${MOST_ROWS} of ${count(truth.length)} examples`
      : 'True and predicted values',
  columns: ['example', 'true', 'predicted'],
  rows: Array.from(truth.subarray(0, MOST_ROWS), (value, i) => [
    count(i + 1),
    compact(value),
    compact(predicted[i] ?? Number.NaN),
  ]),
});
