/** Figures with their names: in boxes, as read off instruments, or on plain lines. */
import type { ReactNode } from 'react';
import styles from './figures.module.css';
import { Hidden } from './hidden.tsx';

interface ReadingProps {
  readonly name: string;
  readonly value: ReactNode;
  /** What the figure means, shown while pointing at its name. */
  readonly help?: string;
  /** The value is words, not a figure. */
  readonly words?: boolean;
}

/** A figure in a box, as it is read off an instrument. Stands in a `Readings` list. */
export function Reading({ name, value, help, words = false }: ReadingProps) {
  return (
    <div className={styles.row}>
      <dt title={help}>
        {name}
        {help !== undefined && <Hidden> ({help})</Hidden>}
      </dt>
      <dd className={words ? styles.wordy : undefined}>{value}</dd>
    </div>
  );
}

export const Readings = ({ children }: { children: ReactNode }) => <dl className={styles.rows}>{children}</dl>;

/** A figure on a plain line; `part` sets it in under the line before. */
export function Fact({ name, value, part = false }: { name: string; value: ReactNode; part?: boolean }) {
  return (
    <div className={part ? styles.part : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

export const Facts = ({ children }: { children: ReactNode }) => <dl className={styles.plain}>{children}</dl>;
