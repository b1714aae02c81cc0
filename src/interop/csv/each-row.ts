/** Goes through the rows of a text, within limits. Splitting and quotes are papaparse's business. */
import Papa from 'papaparse';
import { MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS } from '../../assets/limits.ts';
import { count } from '../../base/format.ts';
import type { CsvProblem } from './problem.ts';

/** Returns a problem to stop at, or `false` to stop because enough was seen. */
type Visit = (cells: readonly string[], row: number) => CsvProblem | false | undefined;

/** Visits every row that is not blank, with its number from 1. Returns the first problem. */
export function eachRow(text: string, delimiter: string, visit: Visit): CsvProblem | undefined {
  let row = 0;
  let rows = 0;
  let cells = 0;
  let found: CsvProblem | undefined;
  Papa.parse<string[]>(text, {
    delimiter,
    step({ data, errors }, parser) {
      row++;
      const stop = (problem: CsvProblem | undefined) => {
        found = problem;
        parser.abort();
      };
      const unclosed = errors.find(({ code }) => code === 'MissingQuotes');
      if (unclosed !== undefined) return stop(unclosedQuote(row));
      if (data.every((cell) => cell.trim() === '') && data.length <= 1) return undefined;
      rows++;
      cells += data.length;
      // A row for the names stands before the others.
      const problem = tooMuch(data, row, rows - 1, cells);
      if (problem !== undefined) return stop(problem);
      const verdict = visit(data, row);
      return verdict === undefined ? undefined : stop(verdict === false ? undefined : verdict);
    },
  });
  return found;
}

const unclosedQuote = (row: number): CsvProblem => ({
  message: 'A quotation mark opens here and is never closed.',
  hint: 'Close it, or remove it.',
  row,
});

function tooMuch(data: readonly string[], row: number, rows: number, cells: number): CsvProblem | undefined {
  if (data.length > MAX_COLUMNS)
    return {
      message: `There are ${count(data.length)} cells, at most ${count(MAX_COLUMNS)} columns can be used.`,
      hint: 'Leave out columns, or choose another delimiter.',
      row,
    };
  if (rows > MAX_ROWS || cells > MAX_CELLS)
    return { message: `The table is larger than ${count(MAX_ROWS)} rows.`, hint: 'Keep a part of its rows.', row };
  const long = data.findIndex((cell) => cell.length > MAX_CELL);
  return long < 0
    ? undefined
    : {
        message: `The cell has ${count(data[long]?.length ?? 0)} characters, at most ${count(MAX_CELL)} can be read.`,
        hint: 'Shorten it, or look for a quotation mark that is never closed.',
        row,
        column: long + 1,
      };
}
