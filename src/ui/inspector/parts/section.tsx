/** A titled part of a panel. */
import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './section.module.css';

interface Props {
  readonly title: string;
  /** The title is an id and keeps its letters as they are. */
  readonly verbatim?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, verbatim = false, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 className={`${styles.sectionTitle} ${verbatim ? styles.verbatim : ''}`} id={id}>
        {title}
      </h3>
      {children}
    </section>
  );
}
