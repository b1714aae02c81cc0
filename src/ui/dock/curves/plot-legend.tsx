/** What stands with a plot of curves: their names with the values of now, or of the step under the pointer. */
import { count } from '../../../base/format.ts';
import { useLiveRun } from '../../stores/run.ts';
import type { Cell, Columns } from './curve-data.ts';
import styles from './curves.module.css';
import { figureText } from './figure-text.ts';
import type { Hover } from './hover.ts';
import { LineSample } from './line-sample.tsx';
import { usePlotFigures } from './plot-figures.ts';
import type { PlotSpec, SeriesSpec } from './plot-spec.ts';

interface LegendProps {
  readonly spec: PlotSpec;
  readonly columns: Columns;
  readonly hover: Hover;
  readonly narrow: boolean;
}

/** Names of the curves with their values; hidden from screen readers, which have the sentence and the table. */
export function Legend({ spec, columns, hover, narrow }: LegendProps) {
  const { figures, past } = usePlotFigures(spec, hover, columns);
  return (
    <div className={styles.legend} aria-hidden>
      {spec.series.map((series, i) =>
        isHidden(series, columns.columns[i]) ? null : (
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
export function Where({ spec, columns, hover }: Omit<LegendProps, 'narrow'>) {
  const { step } = usePlotFigures(spec, hover, columns);
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
