/** What a normalising layer uses outside training beside what the present batch says, channel by channel. */
import { count } from '../../../../base/format.ts';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import { Measured } from '../../../charts/frame/measured-box.tsx';
import { extentOf, niceDomain } from '../../../charts/geometry.ts';
import { markersPath } from '../../../charts/markers.ts';
import { useNodeReading } from '../../../instruments/node-reading.ts';
import { PANEL_WIDTH } from '../../../pictures/picture-props.ts';
import type { LiveProps } from './live-props.ts';
import { LiveSection } from './live-section.tsx';
import styles from './live.module.css';
import { distanceWords, settlingWords, statisticsTable } from './settling-words.ts';
import type { Statistics } from './settling-words.ts';

export function MovingStatistics({ node }: LiveProps) {
  const { place, reading } = useNodeReading('movingStatistics', { node });
  return (
    <LiveSection title="Moving averages and this batch" of="movingStatistics" place={place}>
      {reading && <Shown statistics={reading} />}
    </LiveSection>
  );
}

function Shown({ statistics }: { readonly statistics: Statistics }) {
  const { movingMean, movingVariance, batchMean, batchVariance, channels } = statistics;
  const parts = [
    { what: 'mean', moving: movingMean, batch: batchMean },
    { what: 'variance', moving: movingVariance, batch: batchVariance },
  ];
  return (
    <>
      <p className={styles.words}>
        <strong>{settlingWords(statistics)}</strong>
      </p>
      {parts.map((part) => (
        <div key={part.what} className={styles.plot}>
          <Measured fallback={PANEL_WIDTH}>{(width) => <DotPlot {...part} width={width} />}</Measured>
        </div>
      ))}
      <p className={styles.words}>
        Ring: the moving average, used outside training. Dot: the batch, used in training. {distanceWords(statistics)}
      </p>
      {movingMean.length < channels && (
        <p className={styles.words}>
          The first {count(movingMean.length)} of {count(channels)} channels.
        </p>
      )}
    </>
  );
}

interface DotPlotProps {
  readonly what: string;
  readonly moving: Float32Array;
  readonly batch: Float32Array;
  readonly width: number;
}

function DotPlot({ what, moving, batch, width }: DotPlotProps) {
  const domain = niceDomain(...extentOf([...moving, ...batch, 0]));
  const last = moving.length;
  const radius = last > 40 ? 1.6 : 2.6;
  return (
    <ChartFrame
      place="panel"
      summary={`The ${what} of each of ${count(last)} channels: the moving average and that of the present batch.`}
      table={() => statisticsTable(what, moving, batch)}
      width={width}
      height={104}
      margins={{ left: 36 }}
      x={{ domain: [0, last + 1], ticks: 0, label: `${what}, by channel`, labelAbove: true }}
      y={{ domain, ticks: 3, grid: true }}
    >
      {({ x, y }) => {
        const points = (values: Float32Array) =>
          Array.from(values, (value, i) => ({ x: x(i + 1), y: y(value) })).filter((point) => Number.isFinite(point.y));
        const lines = points(moving).map((point, i) => `M${point.x} ${point.y}V${y(batch[i] ?? 0)}`);
        return (
          <>
            <path className={styles.gap} d={lines.join('')} />
            <path className={styles.dots} d={markersPath('circle', points(batch), radius)} />
            <path className={styles.rings} d={markersPath('circle', points(moving), radius + 0.8)} />
          </>
        );
      }}
    </ChartFrame>
  );
}
