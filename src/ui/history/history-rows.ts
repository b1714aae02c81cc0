/* What the list of steps draws: the steps around the present, the newest first. */
import type { History } from '../../graph/history.ts';
import { stepAt, stepCount } from '../../graph/history.ts';

/** Rows on either side of the present that are drawn at first, and how many more at a time. */
export const NEAR = 100;
export const MORE = 200;

export interface HistoryRow {
  /** Steps that are done there. */
  readonly place: number;
  readonly label: string;
  readonly state: 'done' | 'present' | 'undone';
}

export interface HistoryRows {
  readonly rows: readonly HistoryRow[];
  /** Steps beyond either end of the rows. */
  readonly newer: number;
  readonly older: number;
}

/** Where the list was opened, and how many more rows were asked for at either end. */
export interface Drawn {
  readonly anchor: number;
  readonly newer: number;
  readonly older: number;
}

/** The rows to draw: around the present, and around where the list was opened, so that a jump moves no row. */
export function historyRows(history: History, { anchor, newer, older }: Drawn): HistoryRows {
  const present = history.past.length;
  const last = stepCount(history);
  const top = Math.min(last, Math.max(present, anchor) + NEAR + newer);
  const bottom = Math.max(0, Math.min(present, anchor) - NEAR - older);
  const rows: HistoryRow[] = [];
  for (let place = top; place >= bottom; place--) {
    rows.push({
      place,
      label: stepAt(history, place)?.label ?? 'Start',
      state: place === present ? 'present' : place < present ? 'done' : 'undone',
    });
  }
  return { rows, newer: last - top, older: bottom };
}
