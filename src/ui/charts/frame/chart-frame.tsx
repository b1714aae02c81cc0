/*
 * What every chart stands in: its size, margins, scales and axes, the sentence that says what it shows
 * and the table of its figures. A chart itself is only its marks, drawn by `children` into the plot.
 */
import type { ReactNode } from 'react';
import { XAxis, YAxis } from './axes.tsx';
import type { AxisSpec } from './axes.tsx';
import { DataTable } from './data-table.tsx';
import type { ChartTable } from './data-table.tsx';
import styles from './frame.module.css';
import { plotOf } from './plot.ts';
import type { Margins, Plot, Size } from './plot.ts';
import { Svg } from './chart-svg.tsx';

/** Where the chart stands: on a node's card, in a panel, in the dock, or small beside something larger. */
export type ChartPlace = 'card' | 'panel' | 'dock' | 'companion';

interface Look {
  readonly axes: boolean;
  readonly ground: boolean;
  readonly margins: Margins;
}

const around = (room: number): Margins => ({ left: room, right: room, top: room, bottom: room });

/** A card shows the marks alone; a companion has its axes in the larger picture of the same thing. */
const LOOKS: Readonly<Record<ChartPlace, Look>> = {
  card: { axes: false, ground: false, margins: around(3) },
  panel: { axes: true, ground: true, margins: { left: 10, right: 10, top: 20, bottom: 18 } },
  dock: { axes: true, ground: false, margins: { left: 38, right: 6, top: 8, bottom: 20 } },
  companion: { axes: false, ground: true, margins: around(4) },
};

interface Props extends Size {
  readonly place: ChartPlace;
  readonly summary: string;
  /** The chart's figures; asked for only where there are axes. */
  readonly table: () => ChartTable;
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  /** Where this chart needs other room than its place gives. */
  readonly margins?: Partial<Margins>;
  /** What is too much for a drawing and is painted instead: it lies on the grid and under the marks. */
  readonly painted?: ReactNode;
  readonly children: (plot: Plot) => ReactNode;
}

export function ChartFrame({ place, summary, table, width, height, x, y, margins, painted, children }: Props) {
  const look = LOOKS[place];
  const plot = plotOf({ width, height }, { ...look.margins, ...margins }, x.domain, y.domain, y.log);
  const upright = look.axes ? <YAxis plot={plot} axis={y} /> : null;
  const picture = (
    <Svg summary={summary} width={width} height={height} ground={look.ground}>
      {y.grid === true && painted === undefined && upright}
      {children(plot)}
      {y.grid !== true && upright}
      {look.axes && <XAxis plot={plot} axis={x} />}
    </Svg>
  );
  if (!look.axes) return picture;
  return (
    <div className={styles.frame} data-painted={painted !== undefined || undefined}>
      {painted !== undefined && (
        <>
          {y.grid === true && (
            <svg className={`${styles.chart} ${styles.below}`} aria-hidden viewBox={`0 0 ${width} ${height}`}>
              {upright}
            </svg>
          )}
          {painted}
        </>
      )}
      {picture}
      <div className={styles.figures}>
        <DataTable table={table()} />
      </div>
    </div>
  );
}
