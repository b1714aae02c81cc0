/** Words for people who listen, where others see the same from the place or the picture. */
import type { ReactNode } from 'react';
import styles from './hidden.module.css';

export const Hidden = ({ id, children }: { id?: string; children: ReactNode }) => (
  <span className={styles.hidden} id={id}>
    {children}
  </span>
);
