/** A part of the panel that shows what an instrument reads, dimmed where that is not the present. */
import type { ReactNode, RefCallback } from 'react';
import type { InstrumentId } from '../../../../protocol/instruments.ts';
import { Aged, MeasuredAt } from '../../../instruments/aged.tsx';
import { useFreshness } from '../../../stores/use-reading.ts';
import { Section } from '../../parts/section.tsx';
import styles from './live.module.css';

interface Props {
  readonly title: string;
  readonly of: InstrumentId;
  readonly place: RefCallback<HTMLDivElement>;
  /** What was read; undefined as long as there is nothing. */
  readonly children: ReactNode;
  /** What stands here before anything was read. */
  readonly waiting?: string;
}

export function LiveSection({ title, of, place, children, waiting }: Props) {
  const age = useFreshness(of);
  const empty = children === undefined;
  return (
    <div ref={place} className={styles.place}>
      {empty && waiting === undefined ? null : (
        <Section title={title}>
          {empty ? (
            <p className={styles.words}>{waiting}</p>
          ) : (
            <Aged of={of} picture>
              {children}
              {age !== 'fresh' && <MeasuredAt of={of} />}
            </Aged>
          )}
        </Section>
      )}
    </div>
  );
}
