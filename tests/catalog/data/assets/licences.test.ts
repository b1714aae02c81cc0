import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sources } from '../../../../src/catalog/data/sources/index.ts';

const read = (name: string) => readFileSync(new URL(`../../../../src/catalog/data/assets/${name}`, import.meta.url));
const licences = read('DATA-LICENSES.md').toString('utf8');

it.each(['iris', 'digits'])('%s.bin is the file whose source and sum DATA-LICENSES.md states', (name) => {
  const sum = createHash('sha256')
    .update(read(`${name}.bin`))
    .digest('hex');
  const section = licences.split('\n## ').find((part) => part.startsWith(`\`${name}.bin\``));
  expect(section).toContain(sum);
  expect(section).toContain('**Licence:** CC BY 4.0');
  expect(section).toContain('https://archive.ics.uci.edu/dataset/');
});

it('every real data set states its licence in one line', () => {
  const shipped = sources.filter((source) => source.origin === 'shipped');
  expect(shipped.map(({ name }) => name)).toEqual(['iris', 'digits']);
  for (const { licence } of shipped) expect(licence).toMatch(/CC BY 4\.0/);
});
