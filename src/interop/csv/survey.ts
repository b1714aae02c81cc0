/*
 * A first look at a text: how it is to be read, what each column seems to be, and the first rows. Everything
 * guessed here can be said instead. The table itself is made in a second pass, so that a large file is never
 * held in pieces.
 */
import { MAX_CATEGORIES } from '../../assets/limits.ts';
import { count } from '../../base/format.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { isMissing, parseNumber, plain } from './cells.ts';
import { eachRow } from './each-row.ts';
import { guessDelimiter, guessTarget, looksLikeHeader } from './guess.ts';
import type { CsvProblem } from './problem.ts';

/** What is said of the reading; what is left out is guessed. */
export interface Said {
  readonly delimiter?: string;
  readonly decimal?: '.' | ',';
  readonly header?: boolean;
}

export interface SurveyedColumn {
  readonly name: string;
  readonly kind: 'number' | 'category';
  /** Whether it is of use: a name or a number for each row is not. */
  readonly use: boolean;
  readonly missing: number;
  /** Cells that hold something, but no number. */
  readonly notNumbers: number;
  /** Different values with how often each comes, the most frequent first; undefined where there are too many. */
  readonly values?: readonly (readonly [value: string, rows: number])[];
  readonly range?: readonly [low: number, high: number];
}

export interface Survey {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  readonly header: boolean;
  /** Without the row of names. */
  readonly rows: number;
  readonly columns: readonly SurveyedColumn[];
  /** The place of the column that is probably to be learned. */
  readonly target: number;
  readonly preview: readonly (readonly string[])[];
  /** What was odd and how it was taken. */
  readonly remarks: readonly string[];
}

const PREVIEW = 12;
/** A column counts as numbers if no more than this share of its cells are something else. */
const STRAY = 0.05;

export function surveyCsv(text: string, said: Said = {}): Result<Survey, CsvProblem> {
  const delimiter = said.delimiter ?? guessDelimiter(text);
  const tallies: Tally[] = [];
  const preview: string[][] = [];
  let first: string[] | undefined;
  let rows = 0;
  let ragged: { readonly row: number; readonly cells: number; times: number } | undefined;
  const tallyAt = (i: number): Tally => (tallies[i] ??= new Tally(rows));
  const take = (cells: readonly string[]) => {
    for (const [i, cell] of cells.entries()) tallyAt(i).add(cell);
    for (let i = cells.length; i < tallies.length; i++) tallyAt(i).add('');
    rows++;
  };
  const problem = eachRow(text, delimiter, (raw, row) => {
    const cells = raw.map((cell) => cell.trim());
    if (first === undefined) {
      first = cells;
      return undefined;
    }
    while (cells.length > first.length && cells.at(-1) === '') cells.pop();
    if (cells.length !== first.length) {
      ragged ??= { row, cells: cells.length, times: 0 };
      ragged.times++;
    }
    const kept = cells.slice(0, first.length);
    if (preview.length < PREVIEW) preview.push(kept);
    take(kept);
    return undefined;
  });
  if (problem !== undefined) return err(problem);
  if (first === undefined) return err({ message: 'There are no rows.', hint: 'Choose a file with rows of values.' });
  for (let i = 0; i < first.length; i++) tallyAt(i);
  const { length: width } = first;
  const all = tallies.slice(0, width);
  const decimal =
    said.decimal ?? (sum(all, (each) => each.comma.count) > sum(all, (each) => each.dot.count) ? ',' : '.');
  const header =
    said.header ??
    looksLikeHeader(
      first,
      all.map((each) => each.isNumbers(decimal, STRAY)),
      decimal,
    );
  if (!header) {
    preview.unshift(first);
    take(first);
  }
  if (rows === 0)
    return err({
      message: 'There is a row of names and nothing below it.',
      hint: 'Choose a file with rows of values.',
    });
  const names = header ? uniqueNames(first) : first.map((_, i) => `column ${i + 1}`);
  const columns = all.map((tally, i) => tally.surveyed(names[i] ?? '', rows, decimal));
  const target = guessTarget(columns);
  const remarks =
    ragged === undefined
      ? []
      : [
          `${ragged.times === 1 ? 'One row has' : `${count(ragged.times)} rows have`} more or fewer cells than the first, which has ${width}; row ${ragged.row} has ${ragged.cells}. Cells that lack count as gaps, further ones are left out.`,
        ];
  return ok({
    delimiter,
    decimal,
    header,
    rows,
    columns: columns.map((column, i) => (i === target ? asTarget(column, rows) : column)),
    target,
    preview: preview.slice(0, PREVIEW),
    remarks,
  });
}

/** Few whole numbers to learn are classes, as 0 and 1 are. */
function asTarget(column: SurveyedColumn, rows: number): SurveyedColumn {
  const { kind, values } = column;
  const isClasses =
    kind === 'number' &&
    values !== undefined &&
    values.length >= 2 &&
    values.length <= 10 &&
    2 * values.length <= rows + 1 &&
    values.every(([value]) => /^-?\d+$/.test(value));
  return isClasses ? { ...column, kind: 'category', use: true } : { ...column, use: true };
}

/** Names from the first row: none empty, none twice. */
function uniqueNames(cells: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return cells.map((cell, i) => {
    const wish = plain(cell) || `column ${i + 1}`;
    let name = wish;
    for (let n = 2; taken.has(name); n++) name = `${wish.slice(0, 190)} (${n})`;
    taken.add(name);
    return name;
  });
}

class Numbers {
  count = 0;
  low = Infinity;
  high = -Infinity;

  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.count++;
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
  }
}

/** What is counted of one column on the way. */
class Tally {
  readonly dot = new Numbers();
  readonly comma = new Numbers();
  private there = 0;
  private values: Map<string, number> | undefined = new Map<string, number>();

  constructor(private missing: number) {}

  add(cell: string): void {
    if (isMissing(cell)) {
      this.missing++;
      return;
    }
    this.there++;
    this.dot.add(parseNumber(cell, '.'));
    this.comma.add(parseNumber(cell, ','));
    if (this.values === undefined) return;
    const value = plain(cell);
    this.values.set(value, (this.values.get(value) ?? 0) + 1);
    if (this.values.size > MAX_CATEGORIES) this.values = undefined;
  }

  isNumbers(decimal: '.' | ',', stray: number): boolean {
    const { count: numbers } = decimal === '.' ? this.dot : this.comma;
    return numbers > 0 && this.there - numbers <= stray * this.there;
  }

  surveyed(name: string, rows: number, decimal: '.' | ','): SurveyedColumn {
    const numbers = decimal === '.' ? this.dot : this.comma;
    const kind = this.isNumbers(decimal, STRAY) ? 'number' : 'category';
    const values = this.values && [...this.values].toSorted((a, b) => b[1] - a[1]);
    const isName = kind === 'category' && (values === undefined || values.length > Math.max(20, rows / 2));
    return {
      name,
      kind,
      use: this.there > 0 && !isName && (values === undefined || values.length > 1 || kind === 'number'),
      missing: this.missing,
      notNumbers: this.there - numbers.count,
      ...(values && { values }),
      ...(numbers.count > 0 && { range: [numbers.low, numbers.high] as const }),
    };
  }
}

const sum = <T>(all: readonly T[], of: (each: T) => number): number => all.reduce((total, each) => total + of(each), 0);
