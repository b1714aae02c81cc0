/** Which units answer nothing but zero, since when, and what that means. */
import { LiveSection } from './live-section.tsx';
import type { LiveProps } from './live-props.ts';
import styles from './live.module.css';
import { useNodeReading } from '../../../instruments/node-reading.ts';
import { deadList, deadWords } from './dead-words.ts';

export function DeadUnits({ node }: LiveProps) {
  const { place, reading } = useNodeReading('activation', { node });
  return (
    <LiveSection title="Dead units" of="activation" place={place}>
      {reading && (
        <>
          <p className={styles.words}>{deadWords(reading)}</p>
          {reading.dead.length > 0 && (
            <ul className={styles.list}>
              {deadList(reading).map(({ units, since }) => (
                <li key={since}>
                  <span className={styles.figure}>{units}</span> {since}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </LiveSection>
  );
}
