/** How far the next step would move each weight, and what the optimizer keeps for it. */
import { bytes, compact, count } from '../../../../base/format.ts';
import { HistogramChart } from '../../../charts/histogram-chart.tsx';
import { Measured } from '../../../charts/frame/measured-box.tsx';
import { useNodeReading } from '../../../instruments/node-reading.ts';
import { PANEL_WIDTH } from '../../../pictures/picture-props.ts';
import type { LiveProps } from './live-props.ts';
import { LiveSection } from './live-section.tsx';
import styles from './live.module.css';
import { stepWords } from './step-words.ts';

export function Updates({ node, definition }: LiveProps) {
  const { place, reading } = useNodeReading('updates', { node });
  const words = definition.role === 'optimizer' ? definition.slotWords : undefined;
  return (
    <LiveSection title="The next step" of="updates" place={place}>
      {reading && (
        <>
          {reading.sizes.count > 0 && (
            <Measured fallback={PANEL_WIDTH}>
              {(width) => (
                <HistogramChart
                  name="how far each weight would move, as powers of ten"
                  distribution={reading.sizes}
                  colour="var(--kind-optimizer)"
                  width={width}
                  height={110}
                />
              )}
            </Measured>
          )}
          <p className={styles.words}>{stepWords(reading)}</p>
          {reading.slots.length === 0 ? (
            <p className={styles.words}>It keeps nothing between steps.</p>
          ) : (
            <dl className={styles.slots}>
              {reading.slots.map(({ name, bytes: size, norm }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    {bytes(size)} · norm {compact(norm)}
                  </dd>
                  {words?.[name] !== undefined && <dd className={styles.meaning}>{words[name]}</dd>}
                </div>
              ))}
            </dl>
          )}
          <p className={styles.words}>Kept for {count(reading.weights)} trained weights.</p>
        </>
      )}
    </LiveSection>
  );
}
