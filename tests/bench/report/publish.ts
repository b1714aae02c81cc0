/** Puts the results into the repository: the chart, and the table between its two marks in the README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { gate } from '../targets.ts';
import { chart } from './chart.ts';
import type { Measured } from './summary.ts';
import { table } from './table.ts';

const CHART = '.assets/training-speed.svg';
const README = 'README.md';
const [BEGIN, END] = ['<!-- training speed: written by the bench -->', '<!-- end of training speed -->'];

export function publish(results: readonly Measured[]): void {
  writeFileSync(CHART, chart(results));
  writeFileSync(README, withTable(readFileSync(README, 'utf8'), told(results)));
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

/** The text with what stands between the marks replaced. */
export function withTable(text: string, content: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error(`${README} has no place for the table: it lies between "${BEGIN}" and "${END}".`);
  return `${text.slice(0, from + BEGIN.length)}\n\n${content}\n\n${text.slice(to)}`;
}
