/*
 * The frame that every small chart stands in: one image for people who listen, with a sentence that
 * says what it shows. `useChartWidth` gives a chart the width of its panel in real pixels, so that its
 * type stays the same size when the panel is dragged wider.
 */
import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import styles from './charts.module.css';

interface Props {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  /** With ground and border of its own; without, it stands on what is behind it. */
  readonly framed?: boolean;
  readonly children: ReactNode;
}

export function Chart({ label, width, height, framed = false, children }: Props) {
  return (
    <svg
      className={`${styles.chart} ${framed ? styles.framed : ''}`}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      {children}
    </svg>
  );
}

/** Renders its child at the width that is there; `fallback` is used until it has been measured. */
export function Measured({ fallback, children }: { fallback: number; children: (width: number) => ReactNode }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  return <div ref={ref}>{children(width > 40 ? Math.round(width) : fallback)}</div>;
}
