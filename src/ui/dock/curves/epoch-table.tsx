/** Every epoch in figures: the curves for people who read or listen instead. */
import { useLiveRun } from '../../stores/run.ts';
import { compact, count } from '../../../base/format.ts';
import { DataTable } from '../../charts/frame/data-table.tsx';
import type { ChartTable } from '../../charts/frame/data-table.tsx';
import { useRuns } from '../../runs/runs-store.ts';
import { comparedTable } from './compared.ts';
import type { CurveRun } from './curve-data.ts';
import styles from './curves.module.css';
import { useCompared } from './use-plots.ts';

export function EpochTable({ id }: { readonly id: string }) {
  const epochPoints = useLiveRun((run) => run.epochPoints);
  const metric = useLiveRun((run) => run.metric);
  const compared = useCompared();
  const kept = useRuns((runs) => runs.records);
  if (compared.length > 0) {
    return (
      <div className={styles.tableFrame} id={id} role="region" aria-label="Runs in figures" tabIndex={0}>
        <DataTable table={comparedTable(compared, kept)} />
      </div>
    );
  }
  return (
    <div className={styles.tableFrame} id={id} role="region" aria-label="Epochs in figures" tabIndex={0}>
      <DataTable table={epochTable({ epochPoints, metric })} />
      {epochPoints.length === 0 ? <p className={styles.none}>The first epoch has not ended yet.</p> : null}
    </div>
  );
}

/** A row for each epoch, the latest first. */
export function epochTable({ epochPoints, metric }: Pick<CurveRun, 'epochPoints' | 'metric'>): ChartTable {
  const label = metric?.label.toLowerCase() ?? '';
  const figures = [
    { name: 'loss', title: 'loss' },
    { name: 'val_loss', title: 'validation loss' },
    ...(metric === undefined
      ? []
      : [
          { name: metric.name, title: label },
          { name: `val_${metric.name}`, title: `validation ${label}` },
        ]),
  ];
  return {
    caption: 'Epochs, the latest first',
    columns: ['epoch', ...figures.map(({ title }) => title), 'learning rate'],
    rows: epochPoints
      .toReversed()
      .map(({ epoch, logs, learningRate }) => [
        count(epoch),
        ...figures.map(({ name }) => (logs[name] === undefined ? '–' : compact(logs[name]))),
        compact(learningRate),
      ]),
  };
}
