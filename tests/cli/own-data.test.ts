/** A table on the command line: from a CSV file to a trained net and a script. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { random } from '../../src/base/random.ts';
import { edgewise, folder, last } from './run.ts';

const files = folder();
afterAll(files.remove);

const rng = random('flowers');
const flowers = ['length;width;colour;species']
  .concat(
    Array.from({ length: 150 }, (_, i) => {
      const kind = i % 3;
      const [length, width] = [kind + 0.2 * rng.normal(), 2 - kind + 0.2 * rng.normal()];
      return `${length.toFixed(3)};${width.toFixed(3)};${i % 7 === 0 ? '?' : ['red', 'blue'][i % 2]};${['a', 'b', 'c'][kind]}`;
    }),
  )
  .join('\r\n')
  .replaceAll('.', ',');

describe('a folder', () => {
  it('is told where it can be read', async () => {
    const { code, err } = await edgewise('import', dirname(files.file('here.txt')), '-o', files.file('x.json'));
    expect([code, err]).toEqual([1, expect.stringContaining('Folders of images are read in the editor')]);
  });
});

describe('a table', () => {
  const table = files.file('flowers.csv', flowers);
  const graph = files.file('flowers.json');

  it('becomes a graph that trains, with the table inside', async () => {
    const { code, out } = await edgewise('import', table, '-o', graph);
    expect([code, out]).toEqual([
      0,
      `Wrote ${graph}: 150 rows, 2 numbers and 1 text (as 2 features) in, 3 classes out.\n`,
    ]);
    rmSync(table);
    expect((await edgewise('check', graph)).out).toContain('No errors');
    expect((await edgewise('describe', graph)).out).toContain('flowers.csv, 150 examples');
    const done = last(await edgewise('train', graph, '--json', '--backend', 'cpu', '--epochs', '40'));
    expect(done).toMatchObject({ type: 'done', reason: 'epochs' });
    expect(done['val_accuracy']).toBeGreaterThan(0.9);
  });

  it('goes into a Python script', async () => {
    const script = files.file('flowers.py');
    expect((await edgewise('export', graph, '--to', 'python', '-o', script)).code).toBe(0);
    expect(readFileSync(script, 'utf8')).toContain('# flowers.csv: 120 examples to train on, 30 to validate.');
  });

  it('learns another column if asked, and names its columns if there is none of that name', async () => {
    writeFileSync(table, flowers);
    expect((await edgewise('import', table, '-o', graph, '--target', 'width')).out).toContain('the number width out');
    const { code, err } = await edgewise('import', table, '-o', graph, '--target', 'weight');
    expect([code, err]).toEqual([
      1,
      `${table} cannot be imported: There is no column “weight”. Its columns are length, width, colour, species.\n`,
    ]);
  });
});

describe('a large table', () => {
  // More than a graph file takes, and few rows to train on: the columns are many.
  const row = (value: (column: number) => number | string) => Array.from({ length: 24 }, (_, i) => value(i)).join();
  const rows = [row((i) => `x${i}`)].concat(Array.from({ length: 10_000 }, () => row(() => rng.normal())));
  const table = files.file('large.csv', rows.join('\n'));
  const graph = files.file('large.json');
  const train = () => edgewise('train', graph, '--backend', 'cpu', '--epochs', '1', '--json');

  it('stays beside its graph, and counts only if it is the very same', async () => {
    expect((await edgewise('import', table, '-o', graph)).out).toContain('keep large.csv beside large.json');
    expect((await train()).code).toBe(0);
    writeFileSync(table, [...rows.slice(0, -1), row((i) => i)].join('\n'));
    expect(await train()).toMatchObject({ code: 1, err: expect.stringContaining('its content differs') as string });
    rmSync(table);
    const { code, out } = await edgewise('check', graph);
    expect(code).toBe(1);
    expect(out).toContain('Table data uses “large.csv”');
    expect(out).toContain('which is not in the graph file');
  }, 60_000);
});

it('what is no table is said, with its place', async () => {
  const broken = files.file('broken.csv', 'x,y\n1,2\n3,"4\n');
  expect(await edgewise('import', broken, '-o', files.file('out.json'))).toMatchObject({
    code: 1,
    err: `${broken} cannot be imported: In row 3: A quotation mark opens here and is never closed. Close it, or remove it.\n`,
  });
  expect((await edgewise('import', 'examples/xor.json', '-o', files.file('out.json'), '--target', 'x')).err).toContain(
    'is none',
  );
});
