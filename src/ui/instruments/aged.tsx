/** How figures and pictures look that are no longer the present, and the words that say so. */
import type { ReactNode } from 'react';
import type { InstrumentId } from '../../protocol/instruments.ts';
import type { Freshness } from '../stores/freshness.ts';
import { useFreshness, useMeasuredWords } from '../stores/use-reading.ts';
import styles from './aged.module.css';

interface Props {
  readonly of: InstrumentId;
  /** A picture keeps some of its colours, which tell its parts apart; figures lose theirs. */
  readonly picture?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Shows readings of an instrument; dimmed when they are old. */
export function Aged({ of, picture = false, className = '', children }: Props) {
  const age = useFreshness(of);
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
}: Omit<Props, 'of'> & { readonly age: Freshness | undefined }) {
  return (
    <div className={`${(picture ? styles.picture : styles.figures) ?? ''} ${className}`} data-age={age}>
      {children}
    </div>
  );
}

/** `Measured at step 1,234, epoch 5.`, and how long ago, or why it is not the present. */
export function MeasuredAt({ of }: { readonly of: InstrumentId }) {
  const [age, words] = [useFreshness(of), useMeasuredWords(of)];
  return words === undefined ? null : (
    <p className={styles.words} data-age={age}>
      {words}
    </p>
  );
}
