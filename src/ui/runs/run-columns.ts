/* What the list of runs says of each, and how it is sorted. */
import { compact, count, duration } from '../../base/format.ts';
import { backendLabel } from '../stores/run-words.ts';
import { bestLoss, bestMetric, judged } from './run-record.ts';
import type { EndReason, RunRecord } from './run-record.ts';

export type ColumnId = 'name' | 'changes' | 'end' | 'epochs' | 'loss' | 'metric' | 'spent' | 'backend' | 'startedAt';

export interface RunColumn {
  readonly id: ColumnId;
  readonly label: string;
  /** Numbers stand to the right. */
  readonly numeric: boolean;
  /** Read by sorting; what is undefined comes last either way. */
  value(record: RunRecord): string | number | undefined;
  text(record: RunRecord): string;
  /** What is said of a cell under the pointer, beside its text. */
  more?(record: RunRecord): string | undefined;
}

const END_WORDS: Readonly<Record<EndReason, string>> = {
  running: 'training now',
  paused: 'paused',
  epochs: 'all epochs',
  earlyStopping: 'stopped early',
  stopped: 'stopped by you',
  fault: 'failed',
  left: 'left',
};

export const endWords = ({ end }: Pick<RunRecord, 'end'>): string => END_WORDS[end.reason];

/** What was changed, as one text; a run with nothing to be compared with says so. */
export const changeWords = ({ changes, graphName, group }: RunRecord): string =>
  group === undefined ? (changes.length > 0 ? changes.join(' · ') : `first run of ${graphName}`) : changes.join(' · ');

const figure = (value: number | undefined): string => (value === undefined ? '–' : compact(value));

const moment = new Intl.DateTimeFormat('en', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export const RUN_COLUMNS: readonly RunColumn[] = [
  { id: 'name', label: 'Run', numeric: false, value: ({ name }) => name, text: ({ name }) => name },
  { id: 'changes', label: 'What changed', numeric: false, value: changeWords, text: changeWords },
  {
    id: 'loss',
    label: 'Best loss',
    numeric: true,
    value: bestLoss,
    text: (record) => figure(bestLoss(record)),
    more: ({ epochPoints }) => (judged(epochPoints) === 'val_loss' ? 'validation loss' : 'training loss'),
  },
  {
    id: 'metric',
    label: 'Best metric',
    numeric: true,
    value: bestMetric,
    text: (record) => figure(bestMetric(record)),
    more: ({ metric }) => metric?.label,
  },
  {
    id: 'epochs',
    label: 'Epochs',
    numeric: true,
    value: ({ epoch }) => epoch,
    text: ({ epoch, epochs }) => `${count(epoch)}/${count(epochs)}`,
  },
  { id: 'end', label: 'End', numeric: false, value: endWords, text: endWords, more: endDetail },
  { id: 'spent', label: 'Time', numeric: true, value: ({ spent }) => spent, text: ({ spent }) => duration(spent) },
  { id: 'backend', label: 'Backend', numeric: false, value: backendWords, text: backendWords },
  {
    id: 'startedAt',
    label: 'Begun',
    numeric: true,
    value: ({ startedAt }) => startedAt,
    text: ({ startedAt }) => moment.format(startedAt),
  },
];

function endDetail({ end, restoredEpoch }: RunRecord): string {
  const restored = restoredEpoch === undefined ? '' : ` The weights of epoch ${count(restoredEpoch)} were put back.`;
  return `${end.detail}${restored}`.trim();
}

function backendWords({ backend }: RunRecord): string {
  return backend === undefined ? '–' : backendLabel(backend);
}

export interface Sorting {
  readonly column: ColumnId;
  readonly descending: boolean;
}

/** The latest run first. */
export const LATEST_FIRST: Sorting = { column: 'startedAt', descending: true };

/** Numbers by size, words by the alphabet, what is unknown at the end; equal ones with the latest first. */
export function sortRuns(records: readonly RunRecord[], { column, descending }: Sorting): readonly RunRecord[] {
  const of = RUN_COLUMNS.find(({ id }) => id === column);
  if (of === undefined) return records;
  const sign = descending ? -1 : 1;
  return records.toSorted((a, b) => {
    const [left, right] = [of.value(a), of.value(b)];
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined) || b.number - a.number;
    }
    return sign * compare(left, right) || b.number - a.number;
  });
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });

/** A click on the head of a column: numbers begin with the smallest, dates with the latest, and a second click turns round. */
export const sortedBy = (sorting: Sorting, column: ColumnId): Sorting =>
  sorting.column === column
    ? { column, descending: !sorting.descending }
    : { column, descending: column === 'startedAt' || column === 'metric' };
