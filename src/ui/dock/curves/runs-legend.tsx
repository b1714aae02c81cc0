/*
 * Beside the plots of several runs: which line is which, and where each stands now or at the step under the pointer. One
 * list for all plots, so that each keeps its height however many runs there are.
 */
import type { Compared } from './compared.ts';
import type { Hover } from './hover.ts';
import { LineSample } from './line-sample.tsx';
import { useColumns } from './drawn-curves.ts';
import { figureText } from './figure-text.ts';
import { usePlotFigures } from './plot-figures.ts';
import type { PlotSpec } from './plot-spec.ts';
import styles from './runs-legend.module.css';

export interface ReadPlot {
  readonly title: string;
  readonly spec: PlotSpec;
  readonly hover: Hover;
}

interface Props {
  readonly runs: readonly Compared[];
  /** The plots that are shown, each a column of figures. */
  readonly plots: readonly ReadPlot[];
}

/** Hidden from screen readers, which have the sentence and the table. */
export function RunsLegend({ runs, plots }: Props) {
  return (
    <div className={styles.frame} aria-hidden data-testid="runs-legend">
      <div className={styles.names}>
        <span className={styles.head} />
        {runs.map(({ id, name, look }) => (
          <span key={id} className={styles.name} title={name}>
            <LineSample {...look} />
            <span>{name}</span>
          </span>
        ))}
      </div>
      {plots.map((plot) => (
        <Figures key={plot.title} plot={plot} runs={runs} />
      ))}
    </div>
  );
}

function Figures({ plot: { title, spec, hover }, runs }: { readonly plot: ReadPlot; readonly runs: Props['runs'] }) {
  const { figures } = usePlotFigures(spec, hover, useColumns(spec));
  return (
    <div className={styles.figures}>
      <span className={styles.head} title={title}>
        {title}
      </span>
      {runs.map(({ id }, i) => (
        <span key={id}>{figureText(figures[i])}</span>
      ))}
    </div>
  );
}
