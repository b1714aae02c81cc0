/*
 * The steps of the undo history as a list to jump in, and beside them the versions that were kept. It stays open beside the canvas, so that one sees what
 * a step did; it is no dialog, so that the page's keys go on working in it.
 */
import { GitCompare } from 'lucide-react';
import { useState } from 'react';
import { count } from '../../base/format.ts';
import { compareWithStep } from '../compare/compare.ts';
import { useShell } from '../shell/shell-store.ts';
import { documentStore, useDocument } from '../stores/document.ts';
import styles from './history-list.module.css';
import { HistoryPanel } from './history-panel.tsx';
import { historyRows, MORE } from './history-rows.ts';
import type { HistoryRow } from './history-rows.ts';
import { jumpTo } from './jump-to.ts';
import { Versions } from './versions.tsx';

export function HistoryList() {
  const dialog = useShell((state) => state.dialog);
  if (dialog === 'history') return <Steps />;
  return dialog === 'versions' || dialog === 'save-version' ? <Versions saving={dialog === 'save-version'} /> : null;
}

function Steps() {
  const history = useDocument((state) => state.history);
  const [drawn, setDrawn] = useState(() => ({ anchor: history.past.length, newer: 0, older: 0 }));
  const { rows, newer, older } = historyRows(history, drawn);
  const present = (panel: HTMLElement) =>
    panel.querySelector<HTMLElement>(`[data-place="${documentStore.getState().history.past.length}"]`);
  return (
    <HistoryPanel part="history" first={present}>
      <MoreButton hidden={newer} what="newer" onClick={() => setDrawn({ ...drawn, newer: drawn.newer + MORE })} />
      <ol className={styles.rows} reversed>
        {rows.map((row) => (
          <Row key={row.place} row={row} />
        ))}
      </ol>
      <MoreButton hidden={older} what="older" onClick={() => setDrawn({ ...drawn, older: drawn.older + MORE })} />
    </HistoryPanel>
  );
}

function Row({ row: { place, label, state } }: { readonly row: HistoryRow }) {
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        data-row
        data-place={place}
        data-state={state}
        // One stop of the Tab key: the present. Arrows go on from there.
        tabIndex={state === 'present' ? 0 : -1}
        {...(state === 'present' ? { 'aria-current': 'step' as const } : {})}
        onClick={() => jumpTo(place)}
      >
        <span className={styles.label}>{label}</span>
        {state === 'done' ? null : <span className={styles.state}>{state === 'present' ? 'now' : 'undone'}</span>}
      </button>
      {state === 'present' ? null : (
        <button
          type="button"
          className={styles.compare}
          tabIndex={-1}
          aria-label={`Compare with step ${place}, ${label}`}
          title="Compare with this step (arrow right)"
          onClick={() => compareWithStep(place)}
        >
          <GitCompare size={13} aria-hidden />
        </button>
      )}
    </li>
  );
}

interface MoreProps {
  readonly hidden: number;
  readonly what: 'newer' | 'older';
  readonly onClick: () => void;
}

function MoreButton({ hidden, what, onClick }: MoreProps) {
  if (hidden === 0) return null;
  return (
    <button type="button" className={styles.more} onClick={onClick}>
      Show {count(Math.min(MORE, hidden))} of {count(hidden)} {what}
    </button>
  );
}
