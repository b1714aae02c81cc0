/*
 * A plot of curves and its place on the page: a legend, the frame that all charts have with the curves painted into
 * it, and a note below.
 */
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { ChartFrame } from '../../charts/frame/chart-frame.tsx';
import type { Margins } from '../../charts/frame/plot.ts';
import { plotOf } from '../../charts/frame/plot.ts';
import { curveAxes } from './curve-axes.ts';
import { CurveCanvas } from './curve-canvas.tsx';
import type { Columns } from './curve-data.ts';
import { curveTable } from './curve-table.ts';
import styles from './curves.module.css';
import { useColumns, useScene } from './drawn-curves.ts';
import { createHover } from './hover.ts';
import type { Hover } from './hover.ts';
import { Legend, Where } from './plot-legend.tsx';
import { PlotMarks } from './plot-marks.tsx';
import type { PlotSpec } from './plot-spec.ts';
import { useSlowly } from './use-slowly.ts';

const MARGINS: Margins = { left: 40, right: 18, top: 8, bottom: 20 };
/** Below the steps the epochs are counted. */
const WITH_EPOCHS: Margins = { ...MARGINS, bottom: 32 };
/** Milliseconds after which the table of figures is renewed at the earliest. */
const TABLE_EVERY = 1000;

interface Props {
  /** Left out where something else names the plot already. */
  readonly title?: string;
  readonly label: string;
  readonly spec: PlotSpec;
  /** Lines of the run that are marked in this plot. */
  readonly marked?: boolean;
  /** Too narrow for the figures of its curves. */
  readonly narrow?: boolean;
  /** By how much the page shows it larger, or smaller, than it is: it is drawn in the pixels that it gets. */
  readonly zoom?: number;
  /** Its curves are named and read elsewhere, by what is pointed at here. */
  readonly readBy?: Hover;
  /** Controls at the right of the title. */
  readonly children?: ReactNode;
  readonly note?: ReactNode;
}

export function PlotFrame({ title, label, spec, narrow = false, readBy, children, note, ...drawing }: Props) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const own = useMemo(() => createHover(), []);
  const hover = readBy ?? own;
  const columns = useColumns(spec);
  const size = { width: Math.round(width), height: Math.round(height) };
  return (
    <div className={styles.plot}>
      <div className={styles.head}>
        {title === undefined ? null : <h3 className={styles.title}>{title}</h3>}
        {readBy === undefined ? <Legend spec={spec} columns={columns} hover={hover} narrow={narrow} /> : null}
        {children}
      </div>
      <div className={styles.stage} ref={ref}>
        <div className={styles.host}>
          {width > 0 && height > 0 ? (
            <Drawing spec={spec} columns={columns} title={title} label={label} hover={hover} {...drawing} {...size} />
          ) : null}
        </div>
        {spec.named ? <Where spec={spec} columns={columns} hover={hover} /> : null}
      </div>
      {note === undefined ? null : <div className={styles.note}>{note}</div>}
    </div>
  );
}

interface DrawingProps extends Pick<Props, 'spec' | 'label' | 'marked' | 'zoom'> {
  readonly title: string | undefined;
  readonly columns: Columns;
  readonly hover: Hover;
  readonly width: number;
  readonly height: number;
}

function Drawing({ spec, columns, title, label, marked = false, zoom = 1, hover, width, height }: DrawingProps) {
  const scene = useScene(spec, marked);
  const margins = spec.epochLabels ? WITH_EPOCHS : MARGINS;
  const box = useMemo(() => plotOf({ width, height }, margins, [0, 1], [0, 1]), [width, height, margins]);
  const axes = useMemo(() => curveAxes(columns, spec, scene, box), [columns, spec, scene, box]);
  const domains = useMemo(() => ({ x: axes.x.domain, y: axes.y.domain }), [axes]);
  const slow = useSlowly(columns, TABLE_EVERY);
  const table = useMemo(() => curveTable(`${title ?? 'Figures'} over training steps`, slow, spec), [title, slow, spec]);
  return (
    <ChartFrame
      place="dock"
      summary={label}
      table={() => table}
      width={width}
      height={height}
      margins={margins}
      {...axes}
      painted={<CurveCanvas spec={spec} columns={columns} domains={domains} box={box} zoom={zoom} hover={hover} />}
    >
      {(plot) => <PlotMarks marks={scene.marks} plot={plot} />}
    </ChartFrame>
  );
}
