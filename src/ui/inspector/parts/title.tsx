/** What a panel is about, with the bar of its kind's colour where it has one. */
import type { ReactNode } from 'react';
import styles from './title.module.css';

export function Title({ colour, children }: { colour?: string; children: ReactNode }) {
  return (
    <h2 className={styles.title}>
      {colour !== undefined && <span className={styles.kindBar} style={{ background: colour }} aria-hidden />}
      {children}
    </h2>
  );
}
