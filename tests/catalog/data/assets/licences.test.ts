import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { sources } from '../../../../src/catalog/data/sources/index.ts';

const FOLDER = new URL('../../../../src/catalog/data/assets/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER));
const sections = read('DATA-LICENSES.md').toString('utf8').split('\n## ');
const sectionOf = (name: string) => sections.find((part) => part.startsWith(`\`${name}.bin\``)) ?? '';
/** Put together from the file of another one. */
const BORROWED = ['digit-lines'];
const real = sources.filter((source) => source.origin === 'shipped');
const shipped = real.filter(({ name }) => !BORROWED.includes(name));
const LICENCE = /CC BY 4\.0|CC BY-SA 3\.0|CC0|BSD-3-Clause|MIT/;

it('every file belongs to a data set and every real data set has its file', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.bin'));
  expect(files.toSorted()).toEqual(shipped.map(({ name }) => `${name}.bin`).toSorted());
});

it.each(shipped)('$name.bin is the file whose source and sum DATA-LICENSES.md states', ({ name }) => {
  const file = read(`${name}.bin`);
  const table = file[0] === 0x1f ? gunzipSync(file) : file;
  const section = sectionOf(name);
  expect(section).toContain(createHash('sha256').update(table).digest('hex'));
  for (const part of ['What', 'Source', 'Changed', 'Licence']) expect(section).toContain(`**${part}:** `);
  expect(section).toMatch(/<https?:\/\/[^>]+>/);
});

it.each(shipped)('$name states the same licence in one line', ({ name, licence }) => {
  const [stated = 'none'] = LICENCE.exec(licence) ?? [];
  expect(sectionOf(name)).toContain(`**Licence:** ${stated}`);
});

it.each(shipped)('$name.bin takes at most 3 MB on its way', ({ name }) => {
  expect(gzipSync(read(`${name}.bin`)).length).toBeLessThan(3_000_000);
});
