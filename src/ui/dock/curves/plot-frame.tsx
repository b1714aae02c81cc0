/*
 * A plot's place on the page. The plot itself is loaded on demand and is fed from the run store
 * directly, without React. Above it stands a legend with the values of now
 * or, while pointing at the plot, of the step under the pointer.
 */
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { count } from '../../../base/format.ts';
import type { RunRecord } from '../../runs/run-record.ts';
import { runsStore } from '../../runs/runs-store.ts';
import { lookBackStore } from '../../stores/look-back.ts';
import type { Readable } from '../../stores/run-scope.ts';
import { useLiveRun } from '../../stores/run.ts';
import type { RunState } from '../../stores/types.ts';
import { useThemeColour } from '../theme-colours.ts';
import { curveMarks, lastStep, pastMark } from './curve-data.ts';
import type { Cell } from './curve-data.ts';
import styles from './curves.module.css';
import { createHover } from './hover.ts';
import type { Hover } from './hover.ts';
import { LineSample } from './line-sample.tsx';
import type { PlotHandle } from './curve-plot.ts';
import { figureText, useLiveRuns, usePlotFigures } from './plot-figures.ts';
import type { PlotSpec, SeriesSpec } from './plot-spec.ts';

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

export function PlotFrame({
  title,
  label,
  spec,
  marked = false,
  narrow = false,
  zoom = 1,
  readBy,
  children,
  note,
}: Props) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const host = useRef<HTMLDivElement>(null);
  const handle = useRef<PlotHandle>(undefined);
  const theme = useThemeColour();
  const runs = useLiveRuns();
  const [failed, setFailed] = useState(false);
  const own = useMemo(() => createHover(), []);
  const hover = readBy ?? own;
  const known = width > 0 && height > 0;

  useEffect(() => {
    const place = host.current;
    if (!known || place === null) return undefined;
    let wanted = true;
    let stop: (() => void) | undefined;
    import('./curve-plot.ts').then(
      ({ createPlot }) => {
        if (!wanted) return;
        const size = { width: Math.round(place.clientWidth), height: Math.round(place.clientHeight) };
        const plot = createPlot(place, spec, size, theme, hover.set, zoom);
        handle.current = plot;
        stop = follow(runs, (run, kept) =>
          plot.show(spec.columns(run, kept), spec.scene?.(run, kept) ?? scene(run, marked)),
        );
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
      stop?.();
      handle.current?.destroy();
      handle.current = undefined;
    };
  }, [spec, marked, known, theme, hover, runs, zoom]);

  useEffect(() => {
    if (known) handle.current?.resize(Math.round(width * zoom), Math.round(height * zoom));
  }, [width, height, known, zoom]);

  return (
    <div className={styles.plot}>
      <div className={styles.head}>
        {title === undefined ? null : <h3 className={styles.title}>{title}</h3>}
        {readBy === undefined ? <Legend spec={spec} hover={hover} narrow={narrow} /> : null}
        {children}
      </div>
      <div className={styles.stage} ref={ref}>
        <div className={styles.host} ref={host} role="img" aria-label={label} style={undoing(zoom)} />
        {spec.named ? <Where spec={spec} hover={hover} /> : null}
        {failed ? <p className={styles.failed}>The plot could not be loaded. The data table has its figures.</p> : null}
      </div>
      {note === undefined ? null : <div className={styles.note}>{note}</div>}
    </div>
  );
}

/** As many pixels as the page shows, laid into the place that there is. */
const undoing = (zoom: number) =>
  zoom === 1
    ? undefined
    : { right: 'auto', bottom: 'auto', width: `${zoom * 100}%`, height: `${zoom * 100}%`, scale: String(1 / zoom) };

const scene = (run: RunState, marked: boolean) => ({
  end: lastStep(run),
  stepsPerEpoch: run.stepsPerEpoch,
  marks: [...(marked ? curveMarks(run) : []), ...pastMark(lookBackStore.getState(), marked)],
});

/** Calls `show` now and whenever the curves of this run, or of those that are kept, have changed, or the step that is looked back at. */
function follow(runs: Readable<RunState>, show: (run: RunState, kept: readonly RunRecord[]) => void): () => void {
  const draw = () => show(runs.getState(), runsStore.getState().records);
  draw();
  const stops = [
    runs.subscribe((run, before) => {
      if (!sameCurves(run, before)) draw();
    }),
    runsStore.subscribe(({ records }, before) => {
      if (records !== before.records) draw();
    }),
    lookBackStore.subscribe((back, before) => {
      if (back.frame !== before.frame) draw();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

const sameCurves = (a: RunState, b: RunState) =>
  a.batches === b.batches &&
  a.epochPoints === b.epochPoints &&
  a.done === b.done &&
  a.fault === b.fault &&
  a.state === b.state &&
  a.stepsPerEpoch === b.stepsPerEpoch;

interface LegendProps {
  readonly spec: PlotSpec;
  readonly hover: Hover;
  readonly narrow: boolean;
}

/** Names of the curves with their values; hidden from screen readers, which have the sentence and the table. */
function Legend({ spec, hover, narrow }: LegendProps) {
  const { columns, figures, past } = usePlotFigures(spec, hover);
  return (
    <div className={styles.legend} aria-hidden>
      {spec.series.map((series, i) =>
        isHidden(series, columns[i]) ? null : (
          <span key={i}>
            <LineSample {...series} />
            {spec.named ? series.name : null}
            {!narrow && (spec.series.length > 1 || past || !spec.named) ? (
              <span className={styles.figure}>{figureText(figures[i])}</span>
            ) : null}
          </span>
        ),
      )}
    </div>
  );
}

/** The step under the pointer, in the lower corner of the plot. */
function Where({ spec, hover }: Pick<LegendProps, 'spec' | 'hover'>) {
  const { step } = usePlotFigures(spec, hover);
  const perEpoch = useLiveRun((run) => run.stepsPerEpoch);
  return step === undefined ? null : (
    <span className={styles.where} aria-hidden>
      step {count(step)}
      {perEpoch > 0 ? ` · epoch ${count(Math.max(1, Math.ceil(step / perEpoch)))}` : ''}
    </span>
  );
}

/** Clouds of points and lines in the background are not named, nor is a figure that there is not. */
const isHidden = ({ style, faint }: SeriesSpec, column: readonly Cell[] = []): boolean =>
  style === 'points' || faint === true || (style === 'dot' && column.every((cell) => cell === undefined));
