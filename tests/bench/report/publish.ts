/** Puts the results into the repository: the chart, and the table between its two marks in the README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { gate } from '../targets.ts';
import { chart } from './chart.ts';
import type { Measured } from './summary.ts';
import { table } from './table.ts';

const CHART = '.assets/training-speed.svg';
const README = 'README.md';

export function publish(results: readonly Measured[]): void {
  writeFileSync(CHART, chart(results));
  publishTable('training speed', told(results));
}

/** Puts a text into its place in the README. */
export function publishTable(of: string, content: string): void {
  writeFileSync(README, withTable(readFileSync(README, 'utf8'), of, content));
}

/** The table, how often it was measured, and what it falls short of. */
function told(results: readonly Measured[]): string {
  const { notes } = gate(results);
  const launches = Math.max(...results.map((each) => each.launches));
  const count = launches === 1 ? 'From a single launch.' : `Medians of ${launches} launches.`;
  const list =
    notes.length === 0
      ? 'Every target in `tests/bench/targets.ts` is reached.'
      : `Short of our targets (\`tests/bench/targets.ts\`):\n\n${notes.map((note) => `- ${note}`).join('\n')}`;
  return [table(results), `${count} ${list}`].join('\n\n');
}

/** The text with what stands between the marks of a table replaced. */
export function withTable(text: string, of: string, content: string): string {
  const [begin, end] = [`<!-- ${of}: written by the bench -->`, `<!-- end of ${of} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`${README} has no place for the table: it lies between "${begin}" and "${end}".`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}
