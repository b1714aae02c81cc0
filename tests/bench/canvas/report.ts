/** What is told of the canvas: each figure beside that of a bare React Flow in the same launch, and beside its bar. */
import { print } from '../measure.ts';
import { spreadOf, type Spread } from '../report/summary.ts';
import { aligned } from '../report/table.ts';
import { BARS, gateOf, reaches, type Bar, type BarName } from './bars.ts';

export interface Figure {
  /** What the bar is about. */
  readonly value: number;
  /** Milliseconds of processor time that the main thread took for a frame: what others on the machine do is not in it. */
  readonly work?: number;
}

export type Figures = Readonly<Record<BarName, Figure>>;

interface Told {
  readonly ours: Spread;
  readonly bare: Spread;
  /** Above 1, a bare React Flow is better. */
  readonly ratio: Spread;
}

/** What came of one bar. */
export interface Row extends Told {
  readonly name: BarName;
  readonly bar: Bar;
  readonly reached: boolean;
  /** The same for the processor time of a frame. */
  readonly work: Told | undefined;
}

/** A row for each bar, of as many launches of the one as of the other. */
export const rowsOf = (ours: readonly Figures[], theirs: readonly Figures[]): readonly Row[] =>
  (Object.entries(BARS) as [BarName, Bar][]).map(([name, bar]) => {
    const [mine, others] = [ours.map((each) => each[name]), theirs.map((each) => each[name])];
    const told = tell(bar, mine.map(valueOf), others.map(valueOf));
    const work =
      mine.every(hasWork) && others.every(hasWork) ? tell(WORK, mine.map(workOf), others.map(workOf)) : undefined;
    return { name, bar, ...told, reached: reaches(bar, told.ours.median, bar.bar), work };
  });

/** Prints a line for each bar, JSON or words; the answer says what falls short of its gate. */
export function report(rows: readonly Row[], launches: number, json: boolean): readonly string[] {
  for (const row of rows) {
    const { name, bar, ...told } = row;
    if (json) print(JSON.stringify({ bench: 'canvas', figure: name, launches, ...bar, ...told }));
    else {
      print(line(row));
      if (row.work !== undefined) print(`  processor time of a frame: ${numbers(row.work, 'ms', 1)}`);
    }
  }
  return rows.flatMap(({ bar, ours }) => shortfall(bar, ours.median) ?? []);
}

/** What falls short of its gate in each of these launches, with the best that it came to. */
export const shortEverywhere = (launches: readonly Figures[]): readonly string[] =>
  (Object.entries(BARS) as [BarName, Bar][]).flatMap(([name, bar]) => {
    const values = launches.map((each) => each[name].value);
    return shortfall(bar, bar.unit === 'ms' ? Math.min(...values) : Math.max(...values)) ?? [];
  });

function shortfall(bar: Bar, found: number): string | undefined {
  const gate = gateOf(bar);
  if (reaches(bar, found, gate)) return undefined;
  return `${bar.words}: ${found.toFixed(0)} ${bar.unit}, the gate is ${gate} ${bar.unit}`;
}

/** The rows as a table in Markdown, with what was missed. */
export function canvasTable(rows: readonly Row[], launches: number): string {
  const head = ['with React Flow alone beside it', 'bar', 'ours', 'React Flow', 'processor time of a frame'];
  const align = head.map((_cell, i) => (i === 0 ? '---' : '--:'));
  const table = rows.map(({ bar, ours, bare, reached, work }) => [
    bar.words,
    `${bar.unit === 'ms' ? '≤' : '≥'} ${bar.bar} ${bar.unit}`,
    reached ? spread(ours, 0) : `**${spread(ours, 0)}**`,
    spread(bare, 0),
    work === undefined ? '' : `${work.ours.median.toFixed(1)} ms, React Flow ${work.bare.median.toFixed(1)} ms`,
  ]);
  const missed = rows.filter(({ reached }) => !reached).length;
  const count = launches === 1 ? 'From a single launch' : `Medians of ${launches} launches`;
  const verdict = missed === 0 ? 'every bar is reached' : 'what is bold misses its bar';
  return `${aligned([head, align, ...table], 1)}\n\n${count}: ${verdict}.`;
}

const WORK = { unit: 'ms' } as const;
const valueOf = ({ value }: Figure): number => value;
const hasWork = ({ work }: Figure): boolean => work !== undefined;
const workOf = ({ work = Number.NaN }: Figure): number => work;

const tell = (of: Pick<Bar, 'unit'>, ours: readonly number[], theirs: readonly number[]): Told => ({
  ours: spreadOf(ours),
  bare: spreadOf(theirs),
  ratio: spreadOf(ours.map((each, i) => ratio(of, each, theirs[i] ?? Number.NaN))),
});

const ratio = ({ unit }: Pick<Bar, 'unit'>, ours: number, theirs: number): number =>
  unit === 'ms' ? ours / theirs : theirs / ours;

function line(row: Row): string {
  const { bar, reached } = row;
  const reach = `${bar.unit === 'ms' ? 'at most' : 'at least'} ${bar.bar} ${bar.unit}`;
  return `${bar.words.padEnd(58)} ${numbers(row, bar.unit, 0)}; ${reach}: ${reached ? 'reached' : 'missed'}`;
}

const numbers = ({ ours, bare: other, ratio: by }: Told, unit: string, digits: number): string =>
  `${spread(ours, digits)} ${unit}, bare React Flow ${spread(other, digits)}, ratio ${spread(by, 2)}`;

const spread = ({ median: middle, min, max }: Spread, digits: number): string =>
  min === max ? middle.toFixed(digits) : `${middle.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
