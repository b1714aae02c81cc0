/*
 * The keys of the list of runs: arrows, Home and End go from run to run, F2 renames the one that has the focus,
 * and Delete deletes it.
 */
import { useCallback } from 'react';
import { deleteRuns } from '../../runs/run-actions.ts';

/** A ref for the body of the table, which listens there. */
export function useRowKeys(): (body: HTMLTableSectionElement) => () => void {
  return useCallback((body) => {
    const listen = (event: KeyboardEvent) => onKey(body, event);
    body.addEventListener('keydown', listen);
    return () => body.removeEventListener('keydown', listen);
  }, []);
}

function onKey(body: HTMLTableSectionElement, event: KeyboardEvent): void {
  const { target, key } = event;
  const row = target instanceof Element ? target.closest('tr') : null;
  const writes = target instanceof HTMLInputElement && target.type === 'text';
  if (row === null || writes) return;
  const rows = [...body.rows];
  const here = rows.indexOf(row);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[key];
  if (next === undefined && key !== 'F2' && key !== 'Delete') return;
  // The canvas has these keys too.
  event.preventDefault();
  event.stopPropagation();
  if (next !== undefined) focusRow(rows[next]);
  else if (key === 'F2') row.querySelector<HTMLInputElement>('input[type=text]')?.select();
  else {
    focusRow(rows[here + 1] ?? rows[here - 1]);
    deleteRuns([row.dataset['run'] ?? '']);
  }
}

const focusRow = (row: HTMLTableRowElement | undefined) =>
  row?.querySelector<HTMLElement>('input[type=checkbox]')?.focus();
