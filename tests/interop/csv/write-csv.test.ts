import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTable } from '../../../src/interop/csv/read-table.ts';
import { writeCsv } from '../../../src/interop/csv/write-csv.ts';
import { sample } from '../../assets/sample.ts';

test('gaps are empty, numbers as short as they can be', () => {
  expect(writeCsv(sample)).toBe(
    'x,y,colour,kind\r\n1,0.5,blue,a\r\n2,-1,red,b\r\n,2,red,c\r\n4,3,,a\r\n5,,red,b\r\n6,0.001,blue,\r\n',
  );
});

test('what a spreadsheet would run is text', () => {
  const categories = ['=cmd()', '+1', '-1', '@a', 'plain', 'say "hi", twice'];
  const text = writeCsv({
    rows: 6,
    columns: [{ name: '=name', kind: 'category', categories, values: Uint8Array.of(0, 1, 2, 3, 4, 5) }],
  });
  expect(text.split('\r\n')).toEqual(["'=name", "'=cmd()", "'+1", "'-1", "'@a", 'plain', '"say ""hi"", twice"', '']);
});

test('numbers come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
      const columns = [
        { name: 'x', kind: 'number' as const, values: Float32Array.from(values, (value) => value + 0) },
        { name: 'y', kind: 'number' as const, values: new Float32Array(values.length) },
      ];
      const read = readTable(writeCsv({ rows: values.length, columns }), {
        delimiter: ',',
        decimal: '.',
        header: true,
        columns: columns.map(({ name, kind }, place) => ({ name, kind, place })),
      });
      expect(read.ok && read.value.columns.map((column) => [...column.values])).toEqual(
        columns.map((column) => [...column.values]),
      );
    }),
  );
});
