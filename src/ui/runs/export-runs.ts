/* Kept runs as files: a table for a spreadsheet, or everything as JSON. */
import { bestLoss, bestMetric } from './run-record.ts';
import type { RunRecord } from './run-record.ts';
import { changeWords } from './run-columns.ts';

/** A row for each run: what it was, and the figures it ended with. */
export function runsCsv(records: readonly RunRecord[]): string {
  const figures = [...new Set(records.flatMap(({ logs }) => Object.keys(logs)))];
  const before = ['run', 'graph', 'changed', 'program', 'seed', 'backend', 'end', 'epochs', 'steps', 'restored_epoch'];
  const head = [...before, 'best_loss', 'best_metric', ...figures, 'seconds', 'begun'];
  const rows = records.map((record) => [
    record.name,
    record.graphName,
    changeWords(record),
    record.program,
    record.seed,
    record.backend,
    record.end.reason,
    record.epoch,
    record.step,
    record.restoredEpoch,
    bestLoss(record),
    bestMetric(record),
    ...figures.map((name) => record.logs[name]),
    record.spent / 1000,
    new Date(record.startedAt).toISOString(),
  ]);
  return [head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Quoted where it must be; a text that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Everything that is kept of the runs, their graphs as they stand in a graph file. */
export const runsJson = (records: readonly RunRecord[]): string =>
  `${JSON.stringify(
    records.map(({ graph, ...record }) => ({ ...record, graph: JSON.parse(graph) as unknown })),
    // JSON has neither NaN nor infinity: they are written as words.
    (_key, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value),
    2,
  )}\n`;
