/** Guesses about a table that nobody has said anything of. Each can be corrected where the table is imported. */
import { isMissing, parseNumber } from './cells.ts';
import { eachRow } from './each-row.ts';
import type { SurveyedColumn } from './survey.ts';

/** Of those that cut every row alike, the first: what stands between cells of a spreadsheet, then what is rare in text. */
export const DELIMITERS = ['\t', ';', '|', ','] as const;
const LOOKED_AT = 65_536;
const ROWS = 30;

/** A comma where nothing cuts rows into cells. */
export function guessDelimiter(text: string): string {
  const head = text.slice(0, LOOKED_AT);
  const scores = DELIMITERS.map((delimiter) => ({
    delimiter,
    share: evenness(head, delimiter, text.length > LOOKED_AT),
  }));
  const best = scores.reduce((a, b) => (b.share > a.share ? b : a));
  return best.share > 0 ? best.delimiter : ',';
}

/** The share of rows with as many cells as most have; 0 where most have a single one. */
function evenness(text: string, delimiter: string, isCut: boolean): number {
  const widths: number[] = [];
  eachRow(text, delimiter, (cells) => {
    widths.push(cells.length);
    return widths.length === ROWS ? false : undefined;
  });
  if (isCut && widths.length > 1 && widths.length < ROWS) widths.pop();
  const times = new Map<number, number>();
  for (const width of widths) times.set(width, (times.get(width) ?? 0) + 1);
  const [usual = 1, rows = 0] = [...times].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return usual > 1 ? rows / widths.length : 0;
}

/** Whether a first row holds names: no number in it, and either numbers below it or names that are all different. */
export function looksLikeHeader(
  first: readonly string[],
  numbersBelow: readonly boolean[],
  decimal: '.' | ',',
): boolean {
  const isNumber = (cell: string) => !Number.isNaN(parseNumber(cell, decimal));
  if (first.some(isNumber) || first.every(isMissing)) return false;
  if (first.some((cell, i) => numbersBelow[i] === true && !isMissing(cell))) return true;
  return new Set(first).size === first.length && !first.some(isMissing);
}

const TARGETS = /^(target|class|classes|label|labels|species|outcome|diagnosis|y|category|answer)$/i;

/** The column that is probably to be learned: by its name, else the last one that is of use. */
export function guessTarget(columns: readonly SurveyedColumn[]): number {
  const named = columns.findIndex(({ name, use }) => use && TARGETS.test(name));
  if (named >= 0) return named;
  const last = columns.findLastIndex(({ use }) => use);
  return Math.max(0, last);
}
