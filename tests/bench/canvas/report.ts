/** What is told of the canvas: each figure beside that of a bare React Flow in the same launch, and beside its bar. */
import { print } from '../measure.ts';
import { spreadOf, type Spread } from '../report/summary.ts';
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

/** Prints a line for each bar, JSON or words, of as many launches of the one as of the other; the answer says what falls short. */
export function report(ours: readonly Figures[], theirs: readonly Figures[], json: boolean): readonly string[] {
  const shortfalls: string[] = [];
  for (const [name, bar] of Object.entries(BARS) as [BarName, Bar][]) {
    const [mine, others] = [ours.map((each) => each[name]), theirs.map((each) => each[name])];
    const told = tell(bar, mine.map(valueOf), others.map(valueOf));
    const work =
      mine.every(hasWork) && others.every(hasWork) ? tell(WORK, mine.map(workOf), others.map(workOf)) : undefined;
    const reached = reaches(bar, told.ours.median, bar.bar);
    if (json)
      print(JSON.stringify({ bench: 'canvas', figure: name, launches: ours.length, ...bar, ...told, reached, work }));
    else {
      print(line(bar, told));
      if (work !== undefined) print(`  processor time of a frame: ${numbers(work, 'ms', 1)}`);
    }
    const gate = gateOf(bar);
    if (!reaches(bar, told.ours.median, gate))
      shortfalls.push(`${bar.words}: ${told.ours.median.toFixed(0)} ${bar.unit}, the gate is ${gate} ${bar.unit}`);
  }
  return shortfalls;
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

function line(bar: Bar, told: Told): string {
  const reach = `${bar.unit === 'ms' ? 'at most' : 'at least'} ${bar.bar} ${bar.unit}`;
  const verdict = reaches(bar, told.ours.median, bar.bar) ? 'reached' : 'missed';
  return `${bar.words.padEnd(58)} ${numbers(told, bar.unit, 0)}; ${reach}: ${verdict}`;
}

function numbers({ ours, bare: other, ratio: by }: Told, unit: string, digits: number): string {
  const of = ({ median: middle, min, max }: Spread, places: number) =>
    min === max
      ? middle.toFixed(places)
      : `${middle.toFixed(places)} (${min.toFixed(places)} to ${max.toFixed(places)})`;
  return `${of(ours, digits)} ${unit}, bare React Flow ${of(other, digits)}, ratio ${of(by, 2)}`;
}
