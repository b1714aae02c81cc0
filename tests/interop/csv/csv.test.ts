import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_CELL, MAX_COLUMNS } from '../../../src/assets/limits.ts';
import { isMissing, parseNumber } from '../../../src/interop/csv/cells.ts';
import { decodeText } from '../../../src/interop/csv/decode-text.ts';
import { keptColumns, readAgain, tableAsset } from '../../../src/interop/csv/import-csv.ts';
import { problemInWords } from '../../../src/interop/csv/problem.ts';
import { readTable } from '../../../src/interop/csv/read-table.ts';
import { surveyCsv } from '../../../src/interop/csv/survey.ts';
import type { Said, Survey } from '../../../src/interop/csv/survey.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function survey(text: string, said?: Said): Survey {
  const read = surveyCsv(text, said);
  if (!read.ok) throw new Error(problemInWords(read.error));
  return read.value;
}

const problem = (text: string): string => {
  const read = surveyCsv(text);
  return read.ok ? 'read' : problemInWords(read.error);
};

/** Every column as it is guessed, as lists. */
function columnsOf(text: string, said?: Said): Record<string, unknown[]> {
  const found = survey(text, said);
  const read = readTable(text, { ...found, columns: keptColumns(found) });
  if (!read.ok) throw new Error(problemInWords(read.error));
  return Object.fromEntries(
    read.value.columns.map((column) => [
      column.name,
      Array.from(column.values, (value) => (column.kind === 'category' ? column.categories[value] : value)),
    ]),
  );
}

describe('how a text is read', () => {
  test.each([
    ['commas', 'x,y\n1,2\n3,4\n'],
    ['semicolons with a decimal comma', 'x;y\r\n1,0;2\r\n3;4,0\r\n'],
    ['tabs, as cells of a spreadsheet are pasted', 'x\ty\n1\t2\n3\t4'],
    ['bars', 'x|y\n1|2\n3|4\n'],
    ['old line ends', 'x,y\r1,2\r3,4\r'],
    ['quotes', '"x","y"\n"1","2"\n"3","4"\n'],
    ['blank lines and blanks', '\nx, y\n\n1 , 2\n\n 3,4 \n\n'],
  ])('%s', (_what, text) => {
    expect(columnsOf(text)).toEqual({ x: [1, 3], y: [2, 4] });
  });

  test('a delimiter inside quotes cuts nothing, nor does a line end', () => {
    expect(columnsOf('name,x\n"a, b",1\n"c\nd",2\n"say ""hi""",3\n')).toEqual({
      name: ['a, b', 'c d', 'say "hi"'],
      x: [1, 2, 3],
    });
  });

  test('numbers in the first row are no names, and that can be said otherwise', () => {
    expect(columnsOf('1,2\n3,4\n')).toEqual({ 'column 1': [1, 3], 'column 2': [2, 4] });
    expect(columnsOf('1,2\n3,4\n', { header: true })).toEqual({ 1: [3], 2: [4] });
    expect(survey('red,round\nblue,square\n').header).toBe(true);
    expect(survey('red,red\nblue,square\n').header).toBe(false);
  });

  test('names are made different, and none is empty', () => {
    expect(survey('a,a,,a (2)\n1,2,3,4\n', { header: true }).columns.map(({ name }) => name)).toEqual([
      'a',
      'a (2)',
      'column 3',
      'a (2) (2)',
    ]);
  });

  test.each(['', 'NA', 'NaN', '?', 'null', 'n/a', 'nan'])('“%s” is a gap', (gap) => {
    const { columns } = survey(`x,y\n1,a\n${gap},b\n3,${gap}\n`);
    expect(columns.map(({ kind, missing }) => [kind, missing])).toEqual([
      ['number', 1],
      ['category', 1],
    ]);
    expect(columnsOf(`x,y\n1,a\n${gap},b\n3,${gap}\n`)).toEqual({ x: [1, Number.NaN, 3], y: ['a', 'b', undefined] });
  });

  test('a stray text among numbers is a gap that is counted; many make it a column of texts', () => {
    const numbers = Array.from({ length: 40 }, (_, i) => `${i}`);
    const one = survey(['x', ...numbers, 'oops'].join('\n'));
    expect(one.columns[0]).toMatchObject({ kind: 'number', notNumbers: 1 });
    const many = survey(['x', ...numbers.map((value) => `${value}a`), ...numbers].join('\n'));
    expect(many.columns[0]?.kind).toBe('category');
  });

  test('rows of another length are told, with the first of them', () => {
    const { rows, remarks } = survey('x,y\n1,2.5\n3\n4,5,6\n');
    expect(rows).toBe(3);
    expect(remarks.join()).toContain('2 rows have more or fewer cells than the first, which has 2; row 3 has 1');
    expect(columnsOf('x,y\n1,2.5\n3\n4,5,6\n')).toEqual({ x: [1, 3, 4], y: [2.5, Number.NaN, 5] });
  });

  test('the column to learn is guessed by its name or its place; few whole numbers are classes', () => {
    const found = survey('class,x\n0,1.5\n1,2.5\n0,3.5\n');
    expect(found.target).toBe(0);
    expect(found.columns[0]?.kind).toBe('category');
    expect(survey('x,z\n1,0.5\n2,0.7\n').columns[1]?.kind).toBe('number');
    expect(columnsOf('x,label\n1,10\n2,9\n3,10\n')['label']).toEqual(['10', '9', '10']);
  });

  test('a name or a number of each row is of no use', () => {
    const rows = Array.from({ length: 50 }, (_, i) => `name ${i},${i % 3},${['a', 'b'][i % 2]}`);
    expect(survey(['who,x,kind', ...rows].join('\n')).columns.map(({ use }) => use)).toEqual([false, true, true]);
  });

  test('formula cells are text', () => {
    expect(columnsOf('x,y\n=1+1,1\n=cmd(),2\n')).toEqual({ x: ['=1+1', '=cmd()'], y: [1, 2] });
  });
});

describe('bytes', () => {
  const text = 'größe,y\n1,ä\n2,b\n';
  const utf16 = (mark: boolean, little: boolean) => {
    const units = Array.from(`${mark ? '\uFEFF' : ''}${text}`, (letter) => letter.charCodeAt(0));
    return Uint8Array.from(units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
  };
  test.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(`\uFEFF${text}`)],
    ['UTF-16', utf16(true, true)],
    ['UTF-16, big end first', utf16(true, false)],
    ['UTF-16 without a mark', utf16(false, true)],
    ['UTF-16 without a mark, big end first', utf16(false, false)],
    ['the old code page', Uint8Array.from(text, (letter) => letter.charCodeAt(0))],
  ])('%s', (_what, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, value: text });
  });

  test('what is no text is named with its row', () => {
    const found = decodeText(utf8('x,y\n1,2\n3,\0\n'));
    expect(found.ok ? '' : problemInWords(found.error)).toMatch(/^In row 3: There is a NUL character/);
    expect(decodeText(utf8('  \n ')).ok).toBe(false);
  });
});

describe('limits, each with its place', () => {
  test('a cell', () => {
    expect(problem(`x,y\n1,2\n3,${'a'.repeat(MAX_CELL + 1)}\n`)).toMatch(
      /^In row 3, column 2: The cell has 65,537 characters/,
    );
  });
  test('columns', () => {
    expect(problem(`${'a,'.repeat(MAX_COLUMNS)}a\n`)).toMatch(/^In row 1: There are 2,049 cells, at most 2,048/);
  });
  test('rows', () => {
    expect(problem('1,2\n'.repeat(1_000_002))).toMatch(/^In row 1000002: The table is larger than 1,000,000 rows/);
  });
  test('a quote that never closes', () => {
    expect(problem('x,y\n1,2\n3,"4\n5,6\n')).toMatch(/^In row 3: A quotation mark opens here and is never closed/);
  });
  test('a header and nothing else', () => {
    expect(problem('x,y\n')).toContain('nothing below it');
  });
  test('categories', () => {
    const text = ['x,y', ...Array.from({ length: 1100 }, (_, i) => `t${i},${i}`)].join('\n');
    const found = survey(text);
    expect(keptColumns(found).map(({ name }) => name)).toEqual(['y']);
    const read = readTable(text, { ...found, columns: [{ name: 'x', place: 0, kind: 'category' }] });
    expect(read.ok ? '' : problemInWords(read.error)).toMatch(
      /^In row 1002, column 1: “t1000” is the text number 1,001/,
    );
  });
});

describe('numbers', () => {
  test('are what JavaScript says they are, and nothing else is one', () => {
    const shapes = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.stringMatching(/^[+-]?\d{0,4}\.?\d{0,4}([eE][+-]?\d{0,2})?$/),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(shapes, (cell) => {
        const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell);
        expect(parseNumber(cell, '.')).toEqual(plain ? Number(cell) : Number.NaN);
        if (!cell.includes(',')) expect(parseNumber(cell.replace('.', ','), ',')).toEqual(parseNumber(cell, '.'));
      }),
      { numRuns: 2000 },
    );
  });

  test('a cell of a million digits is read in one go', () => {
    expect(parseNumber(`${'9'.repeat(1_000_000)}x`, '.')).toBeNaN();
  });
});

describe('any text at all', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '"',
      '""',
      '1',
      '1,5',
      '-2e3',
      'NA',
      '\r\n',
      '\n',
      '\r',
      ';',
      '\t',
      ',',
      '=cmd()',
      '__proto__',
      '\u2028',
      '😀',
      '\ud800',
    ),
    fc.string(),
  );
  test('never throws, and what is read twice is the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 60 }), async (cells) => {
        const bytes = utf8(cells.join(''));
        const text = decodeText(bytes);
        if (!text.ok) return;
        const found = surveyCsv(text.value);
        if (!found.ok) return;
        expect(found.value.columns.length).toBeGreaterThan(0);
        const made = await tableAsset(
          text.value,
          { ...found.value, columns: keptColumns(found.value) },
          { name: 'any.csv', bytes: bytes.length },
        );
        if (!made.ok || keptColumns(found.value).length === 0) return;
        expect(made.value.info.rows).toBe(found.value.rows);
        const again = await readAgain(made.value, bytes, 'any.csv');
        expect(again.ok && again.value.hash).toBe(made.value.hash);
      }),
      { numRuns: 400 },
    );
  });

  test('any table written plainly is read as it was', () => {
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value, fc.constantFrom('a', 'b')), { minLength: 2, maxLength: 30 }),
        (rows) => {
          const text = ['x,y,z', ...rows.map((row) => row.join(','))].join('\n');
          const found = survey(text);
          const wanted = ['x', 'y'].map((name, place) => ({ name, place, kind: 'number' as const }));
          const read = readTable(text, { ...found, columns: wanted });
          const columns = read.ok ? read.value.columns.map((column) => [...column.values]) : [];
          const fround = (n: number) => (Number.isFinite(Math.fround(n)) ? Math.fround(n) : Number.NaN);
          expect(columns).toEqual([0, 1].map((i) => rows.map((row) => fround(Number(String(row[i]))))));
        },
      ),
    );
  });

  test('missing is missing in any spelling', () => {
    expect(['NULL', 'Na', 'N/A', ''].map(isMissing)).toEqual([true, true, true, true]);
    expect(['0', 'none', 'nana'].map(isMissing)).toEqual([false, false, false]);
  });
});

describe('the same columns again', () => {
  const text = 'x;colour;y\n1,5;red;a\n2,5;blue;b\n3,5;red;a\n';
  const made = async () => {
    const found = survey(text);
    const asset = await tableAsset(text, { ...found, columns: keptColumns(found) }, { name: 'a.csv', bytes: 1 });
    if (!asset.ok) throw new Error('not made');
    return asset.value;
  };
  const again = async (other: string) => {
    const read = await readAgain(await made(), utf8(other), 'b.csv');
    return read.ok ? read.value : problemInWords(read.error);
  };
  test('the same file gives the same table', async () => {
    expect(await again(text)).toMatchObject({ hash: (await made()).hash });
    // In another order, and with a column more.
    expect(await again('y;colour;x;z\na;red;1,5;0\nb;blue;2,5;0\na;red;3,5;0\n')).toMatchObject({
      hash: (await made()).hash,
    });
  });
  test('other rows give another table with the same columns, new texts and all', async () => {
    const other = await again('x;colour;y\n9,5;green;a\n2,5;blue;b\n');
    expect(other).toMatchObject({ info: { name: 'b.csv', rows: 2 } });
    expect(typeof other === 'string' ? [] : other.info.columns[1]).toMatchObject({ categories: ['blue', 'green'] });
  });
  test('a column that is not there is named', async () => {
    expect(await again('x;y\n1;a\n')).toBe('There is no column “colour”, which a.csv has. Its columns are x, y.');
  });
});
