/* The kept runs as a table. Those that are chosen have their curves laid over each other. */
import { useMemo, useRef, useState } from 'react';
import { LATEST_FIRST, RUN_COLUMNS, sortedBy, sortRuns } from '../../runs/run-columns.ts';
import type { RunColumn, Sorting } from '../../runs/run-columns.ts';
import { useRuns } from '../../runs/runs-store.ts';
import { useCompared } from '../curves/use-plots.ts';
import { EmptyDock } from '../empty-dock.tsx';
import { Beyond } from './beyond.tsx';
import { RunRow } from './run-row.tsx';
import styles from './runs.module.css';
import { useRowKeys } from './use-row-keys.ts';

export function Runs() {
  const records = useRuns((runs) => runs.records);
  const [sorting, setSorting] = useState<Sorting>(LATEST_FIRST);
  const sorted = useMemo(() => sortRuns(records, sorting), [records, sorting]);
  const compared = useCompared();
  const chosen = useRuns((runs) => runs.chosen);
  const body = useRowKeys();
  const frame = useRef<HTMLDivElement>(null);
  if (records.length === 0) {
    return (
      <EmptyDock text="Every run is kept here, with its graph and its curves. Train the network, change something and train again; then choose both runs to lay their curves over each other." />
    );
  }
  return (
    <div className={styles.shell}>
      <div ref={frame} className={styles.frame} role="region" aria-label="Runs" tabIndex={-1}>
        <table className={styles.table}>
          <caption>Kept runs</caption>
          <thead>
            <tr>
              <th scope="col" className={styles.tight}>
                <span className={styles.unseen}>Compare</span>
              </th>
              {RUN_COLUMNS.map((column) => (
                <Head key={column.id} column={column} sorting={sorting} onSort={setSorting} />
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {sorted.map((record) => (
              <RunRow
                key={record.id}
                record={record}
                chosen={chosen.includes(record.id)}
                look={compared.find(({ id }) => id === record.id)?.look}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Beyond frame={frame} />
    </div>
  );
}

interface HeadProps {
  readonly column: RunColumn;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

/** The head of a column; pressed, it sorts by it, and pressed again the other way round. */
function Head({ column: { id, label, numeric }, sorting, onSort }: HeadProps) {
  const sorted = sorting.column === id;
  return (
    <th
      scope="col"
      data-numeric={numeric || undefined}
      data-column={id}
      aria-sort={sorted ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" onClick={() => onSort(sortedBy(sorting, id))}>
        {label}
        <span aria-hidden>{sorted ? (sorting.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}
