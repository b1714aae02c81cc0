/** The second pass over a text: from cells to columns of numbers and categories. */
import { MAX_CATEGORIES } from '../../assets/limits.ts';
import type { Table, TableColumn } from '../../assets/table.ts';
import { count } from '../../base/format.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { shorten } from '../../base/text.ts';
import { isMissing, parseNumber, plain } from './cells.ts';
import { eachRow } from './each-row.ts';
import type { CsvProblem } from './problem.ts';

export interface WantedColumn {
  readonly name: string;
  /** Its place in the text, from 0. */
  readonly place: number;
  readonly kind: 'number' | 'category';
  /** Its categories, where they are known: another text in it is a gap. Else those that are found. */
  readonly categories?: readonly string[];
}

export interface Choices {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  readonly header: boolean;
  readonly columns: readonly WantedColumn[];
}

/**
 * A cell that holds nothing, or nothing that suits its column, is a gap: NaN among numbers, one more than the last
 * category.
 */
export function readTable(text: string, { delimiter, decimal, header, columns }: Choices): Result<Table, CsvProblem> {
  const builders = columns.map((column) =>
    column.kind === 'number' ? new NumberBuilder(column, decimal) : new CategoryBuilder(column),
  );
  let rows = header ? -1 : 0;
  const problem = eachRow(text, delimiter, (cells, row) => {
    rows++;
    if (rows === 0) return undefined;
    for (const builder of builders) {
      const refused = builder.add((cells[builder.place] ?? '').trim());
      if (refused !== undefined) return { ...refused, row, column: builder.place + 1 };
    }
    return undefined;
  });
  if (problem !== undefined) return err(problem);
  if (rows <= 0) return err({ message: 'There are no rows.', hint: 'Choose a file with rows of values.' });
  return ok({ rows, columns: builders.map((builder) => builder.column()) });
}

interface Builder {
  readonly place: number;
  add(cell: string): CsvProblem | undefined;
  column(): TableColumn;
}

class NumberBuilder implements Builder {
  readonly place: number;
  private readonly values: number[] = [];

  constructor(
    private readonly wanted: WantedColumn,
    private readonly decimal: '.' | ',',
  ) {
    this.place = wanted.place;
  }

  add(cell: string): undefined {
    const value = isMissing(cell) ? Number.NaN : Math.fround(parseNumber(cell, this.decimal));
    this.values.push(Number.isFinite(value) ? value : Number.NaN);
  }

  column(): TableColumn {
    return { name: this.wanted.name, kind: 'number', values: Float32Array.from(this.values) };
  }
}

class CategoryBuilder implements Builder {
  readonly place: number;
  private readonly codes: number[] = [];
  private readonly found: Map<string, number>;

  constructor(private readonly wanted: WantedColumn) {
    this.place = wanted.place;
    this.found = new Map((wanted.categories ?? []).map((name, i) => [name, i]));
  }

  add(cell: string): CsvProblem | undefined {
    const name = plain(cell);
    const known = isMissing(cell) ? -1 : this.found.get(name);
    if (known === undefined && this.wanted.categories === undefined) {
      this.found.set(name, this.found.size);
      if (this.found.size > MAX_CATEGORIES)
        return {
          message: `“${shorten(name)}” is the text number ${count(this.found.size)} of the column ${this.wanted.name}, at most ${count(MAX_CATEGORIES)} can be told apart.`,
          hint: 'Leave the column out.',
        };
    }
    this.codes.push(known ?? this.found.get(name) ?? -1);
    return undefined;
  }

  column(): TableColumn {
    // In their order, not in that of the rows: the same values give the same classes.
    const names = [...this.found.keys()];
    const categories = this.wanted.categories ?? names.toSorted(compareNames);
    const place = new Map(categories.map((name, i) => [name, i]));
    const renumbered = names.map((name) => place.get(name) ?? categories.length);
    const codes = this.codes.map((code) => renumbered[code] ?? categories.length);
    const values = categories.length < 256 ? Uint8Array.from(codes) : Uint16Array.from(codes);
    return { name: this.wanted.name, kind: 'category', categories, values };
  }
}

/** Numbers by their value and before texts, texts by their letters: the same order on every machine. */
function compareNames(a: string, b: string): number {
  const [x, y] = [parseNumber(a, '.'), parseNumber(b, '.')];
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y;
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
