/*
 * Gives a chart the size of its place in real pixels, so that its type stays the same size when the place
 * is made wider.
 */
import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import styles from './frame.module.css';
import type { Size } from './plot.ts';

/** Renders its child at the width that is there; `fallback` is used until it has been measured. */
export function Measured({ fallback, children }: { fallback: number; children: (width: number) => ReactNode }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  return <div ref={ref}>{children(width > 40 ? Math.round(width) : fallback)}</div>;
}

/** Fills its place, and renders its child at that size once it is known. */
export function MeasuredBox({ children }: { children: (size: Size) => ReactNode }) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  return (
    <div className={styles.box} ref={ref}>
      {width > 0 && height > 0 ? children({ width, height }) : null}
    </div>
  );
}
