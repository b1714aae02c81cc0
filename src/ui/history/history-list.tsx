/*
 * The steps of the undo history as a list to jump in. It stays open beside the canvas, so that one sees what
 * a step did; it is no dialog, so that the page's keys go on working in it.
 */
import { GitCompare, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { count } from '../../base/format.ts';
import { compareWithStep } from '../compare/compare.ts';
import { IconButton } from '../shell/icon-button.tsx';
import { shellStore, useShell } from '../shell/shell-store.ts';
import { documentStore, useDocument } from '../stores/document.ts';
import styles from './history-list.module.css';
import { historyRows, MORE } from './history-rows.ts';
import type { HistoryRow } from './history-rows.ts';
import { jumpTo } from './jump-to.ts';

const close = (): void => shellStore.getState().show(undefined);

export function HistoryList() {
  const opened = useShell((state) => state.dialog === 'history');
  return opened ? <Steps /> : null;
}

function Steps() {
  const history = useDocument((state) => state.history);
  const [drawn, setDrawn] = useState(() => ({ anchor: history.past.length, newer: 0, older: 0 }));
  const { rows, newer, older } = historyRows(history, drawn);
  const panel = useRef<HTMLElement>(null);
  useFocusWhileOpen(panel);
  useListKeys(panel);
  return (
    <section ref={panel} className={styles.panel} aria-label="List of all steps">
      <header className={styles.head}>
        <h2>History</h2>
        <IconButton label="Close the list" keys="Escape" onClick={close}>
          <X size={14} />
        </IconButton>
      </header>
      <div className={styles.scroll}>
        <MoreButton hidden={newer} what="newer" onClick={() => setDrawn({ ...drawn, newer: drawn.newer + MORE })} />
        <ol className={styles.rows} reversed>
          {rows.map((row) => (
            <Row key={row.place} row={row} />
          ))}
        </ol>
        <MoreButton hidden={older} what="older" onClick={() => setDrawn({ ...drawn, older: drawn.older + MORE })} />
      </div>
    </section>
  );
}

function Row({ row: { place, label, state } }: { readonly row: HistoryRow }) {
  return (
    <li>
      <button
        type="button"
        className={styles.row}
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

/** The present step has the focus when the list opens; what had it before gets it back with Escape. */
function useFocusWhileOpen(panel: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    const section = panel.current;
    rowAt(section, documentStore.getState().history.past.length)?.focus();
    return () => {
      const inside = document.activeElement === document.body || section?.contains(document.activeElement) === true;
      if (inside && before instanceof HTMLElement) before.focus();
    };
  }, [panel]);
}

const rowAt = (panel: HTMLElement | null, place: number): HTMLElement | null =>
  panel?.querySelector<HTMLElement>(`[data-place="${place}"]`) ?? null;

/** Escape closes the list; up, down, Home and End walk its rows, right and left go to the comparison and back. */
function useListKeys(panel: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const section = panel.current;
    const onKeyDown = (event: KeyboardEvent) => {
      const rows = [...(section?.querySelectorAll<HTMLElement>('[data-place]') ?? [])];
      const at = rows.findIndex((row) => row.parentElement?.contains(document.activeElement) === true);
      if (event.key === 'Escape') close();
      else {
        const next = goal(rows, at, event.key);
        if (next === undefined) return;
        event.preventDefault();
        next.focus();
      }
      event.stopPropagation();
    };
    section?.addEventListener('keydown', onKeyDown);
    return () => section?.removeEventListener('keydown', onKeyDown);
  }, [panel]);
}

/** Where a key leads from row `at`, if it leads anywhere. */
function goal(rows: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  if (key === 'ArrowLeft') return row;
  if (key === 'ArrowRight') return row.nextElementSibling instanceof HTMLElement ? row.nextElementSibling : undefined;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
  return next === undefined ? undefined : rows[next];
}
