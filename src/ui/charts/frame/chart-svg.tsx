/** The picture of a chart: one image for people who listen, with a sentence that says what it shows. */
import type { ReactNode } from 'react';
import styles from './frame.module.css';
import type { Size } from './plot.ts';

interface Props extends Size {
  readonly summary: string;
  /** With ground and border of its own; without, it stands on what is behind it. */
  readonly ground?: boolean;
  readonly children: ReactNode;
}

export function Svg({ summary, width, height, ground = false, children }: Props) {
  return (
    <svg
      className={`${styles.chart} ${ground ? styles.ground : ''}`}
      role="img"
      aria-label={summary}
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      {children}
    </svg>
  );
}
