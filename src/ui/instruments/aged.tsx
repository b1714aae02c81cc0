/** How figures and pictures look that are no longer the present, and the words that say so. */
import type { ReactNode } from 'react';
import type { InstrumentId } from '../../protocol/instruments.ts';
import type { Freshness } from '../stores/freshness.ts';
import { useFreshness, useMeasuredWords } from '../stores/use-reading.ts';
import styles from './aged.module.css';

interface Figures {
  readonly of: InstrumentId;
  /** Optimizer steps taken when they were measured, where that was before the rest of the reading. */
  readonly takenAt?: number | undefined;
}

interface Props extends Figures {
  /** A picture keeps some of its colours, which tell its parts apart; figures lose theirs. */
  readonly picture?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Shows readings of an instrument; dimmed when they are old. */
export function Aged({ of, takenAt, picture = false, className = '', children }: Props) {
  const age = useFreshness(of, takenAt);
  return (
    <AtAge age={age} picture={picture} className={className}>
      {children}
    </AtAge>
  );
}

/** The same for figures that no instrument measures, but the run itself tells of. */
export function AtAge({
  age,
  picture = false,
  className = '',
  children,
}: Omit<Props, keyof Figures> & { readonly age: Freshness | undefined }) {
  return (
    <div className={`${(picture ? styles.picture : styles.figures) ?? ''} ${className}`} data-age={age}>
      {children}
    </div>
  );
}

/** `Measured at step 1,234, epoch 5.`, and how long ago, or why it is not the present. */
export function MeasuredAt({ of, takenAt }: Figures) {
  const [age, words] = [useFreshness(of, takenAt), useMeasuredWords(of, takenAt)];
  return words === undefined ? null : (
    <p className={styles.words} data-age={age}>
      {words}
    </p>
  );
}
