/** The formula of a layer or of the loss with the numbers of one example put in, as they are now. */
import { NumberInput } from '@mantine/core';
import { useId, useState } from 'react';
import { compact, count } from '../../../../base/format.ts';
import { sizeOf } from '../../../../base/shape.ts';
import { useNodeReading } from '../../../instruments/node-reading.ts';
import type { LiveProps } from './live-props.ts';
import { LiveSection } from './live-section.tsx';
import styles from './live.module.css';
import { indexWords, spreadWords, unbroken } from './worked-words.ts';

export function Worked({ node }: LiveProps) {
  const [wanted, setWanted] = useState(0);
  const { place, reading } = useNodeReading('worked', { node, place: wanted });
  const id = useId();
  const values = reading === undefined ? 0 : Math.max(1, sizeOf(reading.shape));
  return (
    <LiveSection title="The formula with its numbers" of="worked" place={place}>
      {reading && (
        <>
          {values > 1 && (
            <div className={styles.pick}>
              <label htmlFor={id}>value</label>
              <NumberInput
                id={id}
                size="xs"
                min={1}
                max={values}
                value={wanted + 1}
                onChange={(value) => setWanted(Math.max(0, Math.min(values, Number(value) || 1) - 1))}
              />
              <span>
                of {count(values)}
                {reading.shape.length > 1 && `, at ${indexWords(reading.shape, reading.place)}`}
              </span>
            </div>
          )}
          {reading.steps.length > 0 ? (
            <dl className={styles.steps}>
              {reading.steps.map(({ name, text, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>= {unbroken(text)}</dd>
                  <dd className={styles.result}>= {unbroken(compact(value))}</dd>
                </div>
              ))}
            </dl>
          ) : (
            <p className={styles.words}>{spreadWords(reading)}</p>
          )}
          <p className={styles.words}>For the first training example, as the network answers outside training.</p>
        </>
      )}
    </LiveSection>
  );
}
